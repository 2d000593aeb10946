#include "parse/netmath.h"

#include <string.h>

#define INLINE static inline __attribute__((always_inline))

#define LANES 16

/* The loops below are written lane by lane, for the compiler to widen to what each kernel's processor has. */
INLINE float tanh_of(float x)
{
    const float most = 7.90531110763549805f;
    x = x > most ? most : x;
    x = x < -most ? -most : x;
    float s = x * x;
    float p = s * -2.76076847742355e-16f + 2.00018790482477e-13f;
    p = p * s + -8.60467152213735e-11f;
    p = p * s + 5.12229709037114e-08f;
    p = p * s + 1.48572235717979e-05f;
    p = p * s + 6.37261928875436e-04f;
    p = p * s + 4.89352455891786e-03f;
    float q = s * 1.19825839466702e-06f + 1.18534705686654e-04f;
    q = q * s + 2.26843463243900e-03f;
    q = q * s + 4.89352518554385e-03f;
    return x * p / q;
}

INLINE float sigmoid_of(float x)
{
    return tanh_of(x * 0.5f) * 0.5f + 0.5f;
}

INLINE void real_body(const hs_qmat *m, const int32_t *restrict acc, const float *xscale, uint32_t rows,
                      float *restrict y)
{
    for (uint32_t r = 0; r < rows; r++, acc += m->out, y += m->out) {
        float by = xscale[r];
        for (uint32_t o = 0; o < m->out; o++) y[o] = (float)acc[o] * (m->scale[o] * by) + m->bias[o];
    }
}

/* The numbers of a row's gates before they are squashed. */
INLINE void gates_of(const hs_qmat *wx, const hs_qmat *wh, const int32_t *restrict ax, float xs,
                     const int32_t *restrict ah, float *restrict g)
{
    uint32_t n = wx->out;
    const float *restrict sx = wx->scale, *restrict sh = wh->scale, *restrict b = wx->bias;
    const float one = 1.0f / 127.0f;
    if (ah)
        for (uint32_t o = 0; o < n; o++) g[o] = (float)ax[o] * (sx[o] * xs) + b[o] + (float)ah[o] * (sh[o] * one);
    else
        for (uint32_t o = 0; o < n; o++) g[o] = (float)ax[o] * (sx[o] * xs) + b[o];
}

INLINE void cell_body(const hs_qmat *wx, const hs_qmat *wh, const int32_t *ax, const float *xscale, const int32_t *ah,
                      uint32_t rows, float *c, uint8_t *y, size_t ldy)
{
    float g[4 * HS_NET_HIDDEN_MAX];
    uint32_t h = wx->out / 4;
    for (uint32_t r = 0; r < rows; r++, c += h, y += ldy, ax += wx->out, ah = ah ? ah + wx->out : NULL) {
        float *restrict f = g + h, *restrict z = g + 2 * h, *restrict o = g + 3 * h, *restrict i = g, *restrict s = c;
        gates_of(wx, wh, ax, xscale[r], ah, g);
        for (uint32_t j = 0; j < h; j++) s[j] = sigmoid_of(i[j]) * tanh_of(z[j]) + sigmoid_of(f[j]) * s[j];
        for (uint32_t j = 0; j < h; j++) o[j] = sigmoid_of(o[j]) * tanh_of(s[j]) * 127.0f + 128.5f;
        for (uint32_t j = 0; j < h; j++) y[j] = (uint8_t)(int32_t)o[j];
    }
}

/* See hs_net_bytes; the largest magnitude is sought in lanes, which gives the same whatever their number. */
INLINE float bytes_body(const float *restrict x, uint32_t n, uint8_t *restrict out)
{
    float top[LANES] = {0}, most = 0, up;
    uint32_t whole = n / LANES * LANES;
    for (uint32_t i = 0; i < whole; i += LANES)
        for (uint32_t k = 0; k < LANES; k++) {
            float a = x[i + k] < 0 ? -x[i + k] : x[i + k];
            top[k] = a > top[k] ? a : top[k];
        }
    for (uint32_t i = whole; i < n; i++) {
        float a = x[i] < 0 ? -x[i] : x[i];
        top[0] = a > top[0] ? a : top[0];
    }
    for (uint32_t k = 0; k < LANES; k++) most = top[k] > most ? top[k] : most;
    up = most > 1e-30f ? 127.0f / most : 0.0f; /* of less it would be infinite */
    for (uint32_t i = 0; i < n; i++) out[i] = (uint8_t)(int32_t)(x[i] * up + 128.5f);
    return most / 127.0f;
}

INLINE uint32_t largest_body(const float *restrict v, uint32_t n)
{
    float top[LANES], most;
    uint32_t whole = n / LANES * LANES, at = 0;
    for (uint32_t k = 0; k < LANES; k++) top[k] = v[0];
    for (uint32_t i = 0; i < whole; i += LANES)
        for (uint32_t k = 0; k < LANES; k++) top[k] = v[i + k] > top[k] ? v[i + k] : top[k];
    for (uint32_t i = whole; i < n; i++) top[0] = v[i] > top[0] ? v[i] : top[0];
    most = top[0];
    for (uint32_t k = 1; k < LANES; k++) most = top[k] > most ? top[k] : most;
    while (at + 1 < n && v[at] != most) at++;
    return at;
}

/* y (n, a multiple of 16) += sum over k of x[k] times row k of m (stride n), summed in order of k. */
INLINE void blend_body(const float *restrict m, const float *restrict x, uint32_t rows, uint32_t n, float *restrict y)
{
    for (uint32_t j = 0; j < n; j += LANES) {
        float sum[LANES];
        memcpy(sum, y + j, sizeof sum);
        for (uint32_t k = 0; k < rows; k++)
            for (uint32_t l = 0; l < LANES; l++) sum[l] += x[k] * m[(size_t)k * n + j + l];
        memcpy(y + j, sum, sizeof sum);
    }
}

INLINE void add_body(const int8_t *restrict v, float scale, uint32_t n, float *restrict y)
{
    for (uint32_t i = 0; i < n; i++) y[i] += (float)v[i] * scale;
}

static void dot_plain(const hs_qmat *m, const uint8_t *x, size_t ldx, uint32_t rows, int32_t *acc)
{
    for (uint32_t r = 0; r < rows; r++, x += ldx)
        for (uint32_t o = 0; o < m->out; o += 16) {
            const int8_t *w = m->w + (size_t)o * m->in;
            int32_t sum[16];
            memcpy(sum, m->fix + o, sizeof sum);
            for (uint32_t i = 0; i < m->in; i += 4, w += 64)
                for (uint32_t k = 0; k < 16; k++)
                    sum[k] +=
                        w[4 * k] * x[i] + w[4 * k + 1] * x[i + 1] + w[4 * k + 2] * x[i + 2] + w[4 * k + 3] * x[i + 3];
            memcpy(acc + (size_t)r * m->out + o, sum, sizeof sum);
        }
}

static void real_plain(const hs_qmat *m, const int32_t *acc, const float *xscale, uint32_t rows, float *y)
{
    real_body(m, acc, xscale, rows, y);
}

static void cell_plain(const hs_qmat *wx, const hs_qmat *wh, const int32_t *ax, const float *xscale, const int32_t *ah,
                       uint32_t rows, float *c, uint8_t *y, size_t ldy)
{
    cell_body(wx, wh, ax, xscale, ah, rows, c, y, ldy);
}

static float bytes_plain(const float *x, uint32_t n, uint8_t *out)
{
    return bytes_body(x, n, out);
}

static uint32_t largest_plain(const float *v, uint32_t n)
{
    return largest_body(v, n);
}

static void blend_plain(const float *m, const float *x, uint32_t rows, uint32_t n, float *y)
{
    blend_body(m, x, rows, n, y);
}

static void add_plain(const int8_t *v, float scale, uint32_t n, float *y)
{
    add_body(v, scale, n, y);
}

static const hs_netmath plain = {"plain",     dot_plain,     real_plain,  cell_plain,
                                 bytes_plain, largest_plain, blend_plain, add_plain};

#if defined __x86_64__

#include <immintrin.h>

#define AVX2   __attribute__((target("avx2")))
#define VNNI   __attribute__((target("avx2,avx512f,avx512bw,avx512vl,avx512vnni")))
#define UNROLL _Pragma("GCC unroll 16")

/* rows (1 or 6) by 16 outputs. Two products of a byte and a 7-bit weight fit into 16 bits. */
AVX2 INLINE void tile_avx2(const hs_qmat *m, const uint8_t *x, size_t ldx, uint32_t o, uint32_t rows, int32_t *acc)
{
    const int8_t *w = m->w + (size_t)o * m->in;
    const __m256i ones = _mm256_set1_epi16(1);
    __m256i sum[6][2];
    UNROLL for (uint32_t r = 0; r < rows; r++) UNROLL for (uint32_t k = 0; k < 2; k++) sum[r][k] =
        _mm256_loadu_si256((const void *)(m->fix + o + 8 * k));
    for (uint32_t i = 0; i < m->in; i += 4, w += 64) {
        __m256i v[2];
        UNROLL for (uint32_t k = 0; k < 2; k++) v[k] = _mm256_loadu_si256((const void *)(w + 32 * k));
        UNROLL for (uint32_t r = 0; r < rows; r++)
        {
            int32_t four;
            memcpy(&four, x + r * ldx + i, sizeof four);
            __m256i in = _mm256_set1_epi32(four);
            UNROLL for (uint32_t k = 0; k < 2; k++) sum[r][k] =
                _mm256_add_epi32(sum[r][k], _mm256_madd_epi16(_mm256_maddubs_epi16(in, v[k]), ones));
        }
    }
    UNROLL for (uint32_t r = 0; r < rows; r++) UNROLL for (uint32_t k = 0; k < 2; k++)
        _mm256_storeu_si256((void *)(acc + (size_t)r * m->out + o + 8 * k), sum[r][k]);
}

AVX2 static void dot_avx2(const hs_qmat *m, const uint8_t *x, size_t ldx, uint32_t rows, int32_t *acc)
{
    uint32_t r = 0;
    for (; r + 6 <= rows; r += 6, x += 6 * ldx, acc += (size_t)6 * m->out)
        for (uint32_t o = 0; o < m->out; o += 16) tile_avx2(m, x, ldx, o, 6, acc);
    for (; r < rows; r++, x += ldx, acc += m->out)
        for (uint32_t o = 0; o < m->out; o += 16) tile_avx2(m, x, ldx, o, 1, acc);
}

AVX2 static void real_avx2(const hs_qmat *m, const int32_t *acc, const float *xscale, uint32_t rows, float *y)
{
    real_body(m, acc, xscale, rows, y);
}

AVX2 static void cell_avx2(const hs_qmat *wx, const hs_qmat *wh, const int32_t *ax, const float *xscale,
                           const int32_t *ah, uint32_t rows, float *c, uint8_t *y, size_t ldy)
{
    cell_body(wx, wh, ax, xscale, ah, rows, c, y, ldy);
}

AVX2 static float bytes_avx2(const float *x, uint32_t n, uint8_t *out)
{
    return bytes_body(x, n, out);
}

AVX2 static uint32_t largest_avx2(const float *v, uint32_t n)
{
    return largest_body(v, n);
}

AVX2 static void blend_avx2(const float *m, const float *x, uint32_t rows, uint32_t n, float *y)
{
    blend_body(m, x, rows, n, y);
}

AVX2 static void add_avx2(const int8_t *v, float scale, uint32_t n, float *y)
{
    add_body(v, scale, n, y);
}

static const hs_netmath avx2 = {"avx2", dot_avx2, real_avx2, cell_avx2, bytes_avx2, largest_avx2, blend_avx2, add_avx2};

/* rows (1 to 6) by blocks (1 or 4) times 16 outputs. */
VNNI INLINE void tile_vnni(const hs_qmat *m, const uint8_t *x, size_t ldx, uint32_t o, uint32_t rows, uint32_t blocks,
                           int32_t *acc)
{
    const int8_t *w = m->w + (size_t)o * m->in;
    size_t block = (size_t)16 * m->in;
    __m512i sum[6][4];
    UNROLL for (uint32_t r = 0; r < rows; r++) UNROLL for (uint32_t k = 0; k < blocks; k++) sum[r][k] =
        _mm512_loadu_si512(m->fix + o + 16 * k);
    for (uint32_t i = 0; i < m->in; i += 4, w += 64) {
        __m512i v[4];
        UNROLL for (uint32_t k = 0; k < blocks; k++) v[k] = _mm512_loadu_si512(w + k * block);
        UNROLL for (uint32_t r = 0; r < rows; r++)
        {
            int32_t four;
            memcpy(&four, x + r * ldx + i, sizeof four);
            __m512i in = _mm512_set1_epi32(four);
            UNROLL for (uint32_t k = 0; k < blocks; k++) sum[r][k] = _mm512_dpbusd_epi32(sum[r][k], in, v[k]);
        }
    }
    UNROLL for (uint32_t r = 0; r < rows; r++) UNROLL for (uint32_t k = 0; k < blocks; k++)
        _mm512_storeu_si512(acc + (size_t)r * m->out + o + 16 * k, sum[r][k]);
}

VNNI static void dot_vnni(const hs_qmat *m, const uint8_t *x, size_t ldx, uint32_t rows, int32_t *acc)
{
    uint32_t r = 0;
    for (; r + 6 <= rows; r += 6, x += 6 * ldx, acc += (size_t)6 * m->out) {
        uint32_t o = 0;
        for (; o + 64 <= m->out; o += 64) tile_vnni(m, x, ldx, o, 6, 4, acc);
        for (; o < m->out; o += 16) tile_vnni(m, x, ldx, o, 6, 1, acc);
    }
    for (; r < rows; r++, x += ldx, acc += m->out) {
        uint32_t o = 0;
        for (; o + 64 <= m->out; o += 64) tile_vnni(m, x, ldx, o, 1, 4, acc);
        for (; o < m->out; o += 16) tile_vnni(m, x, ldx, o, 1, 1, acc);
    }
}

VNNI static void real_vnni(const hs_qmat *m, const int32_t *acc, const float *xscale, uint32_t rows, float *y)
{
    real_body(m, acc, xscale, rows, y);
}

VNNI static void cell_vnni(const hs_qmat *wx, const hs_qmat *wh, const int32_t *ax, const float *xscale,
                           const int32_t *ah, uint32_t rows, float *c, uint8_t *y, size_t ldy)
{
    cell_body(wx, wh, ax, xscale, ah, rows, c, y, ldy);
}

VNNI static float bytes_vnni(const float *x, uint32_t n, uint8_t *out)
{
    return bytes_body(x, n, out);
}

VNNI static uint32_t largest_vnni(const float *v, uint32_t n)
{
    return largest_body(v, n);
}

VNNI static void blend_vnni(const float *m, const float *x, uint32_t rows, uint32_t n, float *y)
{
    blend_body(m, x, rows, n, y);
}

VNNI static void add_vnni(const int8_t *v, float scale, uint32_t n, float *y)
{
    add_body(v, scale, n, y);
}

static const hs_netmath vnni = {"avx512-vnni", dot_vnni,     real_vnni,  cell_vnni,
                                bytes_vnni,    largest_vnni, blend_vnni, add_vnni};

const hs_netmath *hs_netmath_at(uint32_t i)
{
    if (i == 0) return &plain;
    if (i == 1) return __builtin_cpu_supports("avx2") ? &avx2 : NULL;
    bool all = __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512vl");
    return i == 2 && all ? &vnni : NULL;
}

#else

const hs_netmath *hs_netmath_at(uint32_t i)
{
    return i == 0 ? &plain : NULL;
}

#endif

const hs_netmath *hs_netmath_best(void)
{
    const hs_netmath *best = NULL, *m;
    for (uint32_t i = 0; (m = hs_netmath_at(i)); i++) best = m;
    return best;
}

#if defined __x86_64__ && !defined __clang__ /* clang 14 gives such functions no name that other files find */
#define WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define WIDE
#endif

WIDE void hs_tanh(int n, float *x)
{
    for (int i = 0; i < n; i++) x[i] = tanh_of(x[i]);
}

WIDE void hs_sigmoid(int n, float *x)
{
    for (int i = 0; i < n; i++) x[i] = sigmoid_of(x[i]);
}
