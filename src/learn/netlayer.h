/* The layers that the network is trained with, in single precision: each has a forward and a backward function. Rows
 * are words; a batch's words are packed by time (see hs_batch), so that one step of all sentences is one block of rows.
 * Matrices are row-major; w of a layer with in inputs and out outputs is in x out. Gradients are added to. */
#ifndef HS_LEARN_NETLAYER_H
#define HS_LEARN_NETLAYER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* On loops over numbers: compiled for several kinds of processor, of which the program takes the widest that is there.
 * Nothing is fused or reordered, so that all give the same. Not with clang 14, which gives such functions no name that
 * other files find. */
#if defined __x86_64__ && !defined __clang__
#define HS_WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define HS_WIDE
#endif

/* How a batch of sentences, sorted by falling length, is packed: word i of sentence s stands in row off[i] + s. */
typedef struct {
    int rows, steps, sents;
    const int *off;   /* first row of a step; steps + 1 of them */
    const int *count; /* sentences that reach a step */
} hs_packing;

/* Memory of one batch: handed out zeroed or not, taken back all at once. */
typedef struct {
    char *mem;
    size_t used, cap;
} hs_scratch;

float *hs_scratch_new(hs_scratch *s, int rows, int cols);  /* not zeroed */
float *hs_scratch_zero(hs_scratch *s, int rows, int cols); /* zeroed */

/* c = a b (+ c where add), a is m x k, b is k x n; ta, tb: the matrix is stored transposed. Strides are row lengths. */
void hs_gemm(bool ta, bool tb, int m, int n, int k, const float *a, int lda, const float *b, int ldb, bool add,
             float *c, int ldc);

/* A number in [0, 1) from a seed and a place; the same on every machine. */
float hs_uniform(uint64_t seed, uint64_t at);

/* Inverted dropout with one mask a sentence for all its words (Gal and Ghahramani 2016): mask is sents x cols, made
 * from seed; x and y are rows x cols. rate 0 gives a mask of ones. */
void hs_dropout_mask(float rate, uint64_t seed, int sents, int cols, float *mask);
void hs_dropout_apply(const hs_packing *p, const float *mask, int cols, const float *x, float *y);

typedef struct {
    const float *x; /* input, rows x in */
    float *gates;   /* rows x 4 hidden: i f g o after their squashing; after backward the gates' gradients */
    float *cell;    /* rows x hidden */
    float *prev;    /* rows x hidden: the masked state that each word started from */
} hs_lstm_memo;

typedef struct {
    int in, hidden;
    bool backward; /* runs from the last word to the first */
    const float *wx, *wh, *b;
    float *gwx, *gwh, *gb;
} hs_lstm;

/* One direction of an LSTM (Hochreiter and Schmidhuber 1997). y has stride ldy. rmask (sents x hidden) drops states. */
void hs_lstm_forward(const hs_lstm *l, const hs_packing *p, const float *x, const float *rmask, float *y, int ldy,
                     hs_scratch *s, hs_lstm_memo *memo);
/* dy has stride ldy; dx (rows x in) is added to where given. */
void hs_lstm_backward(const hs_lstm *l, const hs_packing *p, const float *rmask, const float *dy, int ldy, float *dx,
                      hs_scratch *s, hs_lstm_memo *memo);

typedef struct {
    int in, out;
    const float *w, *b;
    float *gw, *gb;
} hs_linear;

void hs_linear_forward(const hs_linear *l, int rows, const float *x, float *y);
void hs_linear_backward(const hs_linear *l, int rows, const float *x, const float *dy, float *dx);

/* Leaky rectifier with slope 0.1 below zero, in place; backward needs the output. */
void hs_leaky_forward(int n, float *x);
void hs_leaky_backward(int n, const float *y, float *dy);

/* Softmax and cross-entropy of rows of scores; target < 0 leaves a row out. scores become gradients times scale;
 * returns the summed loss times scale. Each row has n scores at stride ld. */
double hs_softmax_loss(int rows, int n, int ld, const int *target, float scale, float *scores);

#endif
