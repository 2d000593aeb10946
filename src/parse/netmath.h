/* The network's arithmetic at 8 bits. Sums are integers and everything else is done number by number in a fixed order
 * without fused operations, so that every processor gives the same bits; kernels differ in speed alone. */
#ifndef HS_PARSE_NETMATH_H
#define HS_PARSE_NETMATH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HS_NET_HIDDEN_MAX 512

/* A matrix of weights from -63 to 63 with one scale for each output: two products of a weight and a byte then fit into
 * 16 bits, which is what AVX2 adds fastest. w is stored in blocks of 16 outputs by 4 inputs, inputs
 * within outputs within inputs / 4 within outputs / 16. Inputs are bytes x that stand for (x - 128) * (their scale). */
typedef struct {
    uint32_t in, out; /* multiples of 4 and 16 */
    const int8_t *w;
    const float *scale, *bias; /* out of each */
    const int32_t *fix;        /* -128 times the sum of each output's weights */
} hs_qmat;

typedef struct {
    const char *name;
    /* acc[r * out + o] = fix[o] + sum over i of w[o][i] x[r * ldx + i] */
    void (*dot)(const hs_qmat *m, const uint8_t *x, size_t ldx, uint32_t rows, int32_t *acc);
    /* y[r * out + o] = acc[r * out + o] * (xscale[r] * scale[o]) + bias[o] */
    void (*real)(const hs_qmat *m, const int32_t *acc, const float *xscale, uint32_t rows, float *y);
    /* One step of an LSTM for rows words. ax and ah are the sums of the input and the state part (ah NULL: no state
     * before), c the cells (in and out), y the new states as bytes of scale 1/127 with stride ldy. */
    void (*cell)(const hs_qmat *wx, const hs_qmat *wh, const int32_t *ax, const float *xscale, const int32_t *ah,
                 uint32_t rows, float *c, uint8_t *y, size_t ldy);
    /* Bytes for n numbers, the largest magnitude as 127; returns their scale, 0 where all are zero. */
    float (*bytes)(const float *x, uint32_t n, uint8_t *out);
    /* Where the largest of n numbers stands first. */
    uint32_t (*largest)(const float *v, uint32_t n);
    /* y (n numbers, a multiple of 16) += sum over rows k of x[k] m[k * n ...], in order of k. */
    void (*blend)(const float *m, const float *x, uint32_t rows, uint32_t n, float *y);
    /* y[i] += v[i] * scale */
    void (*add)(const int8_t *v, float scale, uint32_t n, float *y);
} hs_netmath;

/* The kernels that this processor can run, the fastest last; NULL past the end. */
const hs_netmath *hs_netmath_at(uint32_t i);
const hs_netmath *hs_netmath_best(void);

/* In place, by a rational approximation good to single precision (as in Eigen). */
void hs_tanh(int n, float *x);
void hs_sigmoid(int n, float *x);

#endif
