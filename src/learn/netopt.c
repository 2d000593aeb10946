#include "learn/netopt.h"

#include <math.h>
#include <pthread.h>
#include <string.h>

typedef struct {
    hs_net_model *m;
    const hs_adam *a;
    const bool *used;
    float scale; /* what clipping leaves of the gradients */
    int worker;  /* takes every second parameter */
    double norms[HS_P_COUNT];
} job;

/* The second half's gradient is added to the first's; returns the squared norm. */
HS_WIDE static double join(int n, float *restrict g, float *restrict other)
{
    double sum = 0;
    for (int i = 0; i < n; i += 16) {
        float part[16] = {0};
        for (int k = i; k < n && k < i + 16; k++) {
            g[k] += other[k];
            other[k] = 0;
            part[k - i] = g[k] * g[k];
        }
        for (int k = 0; k < 16; k++) sum += (double)part[k];
    }
    return sum;
}

static void *join_all(void *arg)
{
    job *j = arg;
    for (int i = j->worker; i < HS_P_COUNT; i += 2) {
        hs_param *p = j->m->p + i;
        double sum = 0;
        if (!j->used[i]) continue;
        for (int r = 0; r < (p->sparse ? p->rows : 1); r++) {
            if (p->sparse && !(p->hit[0][r] |= p->hit[1][r])) continue;
            size_t at = (size_t)r * (size_t)p->cols;
            if (p->sparse) p->hit[1][r] = 0;
            sum += join(p->sparse ? p->cols : p->rows * p->cols, p->g[0] + at, p->g[1] + at);
        }
        j->norms[i] = sum;
    }
    return NULL;
}

HS_WIDE static void move(int n, const hs_adam *a, float rate, float scale, float *restrict w, float *restrict g,
                         float *restrict m, float *restrict v)
{
    for (int i = 0; i < n; i++) {
        float d = g[i] * scale;
        m[i] = a->beta1 * m[i] + (1.0f - a->beta1) * d;
        v[i] = a->beta2 * v[i] + (1.0f - a->beta2) * d * d;
        w[i] -= rate * m[i] / (sqrtf(v[i]) + 1e-8f);
        g[i] = 0;
    }
}

static void *move_all(void *arg)
{
    job *j = arg;
    for (int i = j->worker; i < HS_P_COUNT; i += 2) {
        hs_param *p = j->m->p + i;
        if (!j->used[i]) continue;
        p->steps++;
        float t = (float)p->steps;
        float rate = j->a->rate * sqrtf(1.0f - powf(j->a->beta2, t)) / (1.0f - powf(j->a->beta1, t));
        for (int r = 0; r < (p->sparse ? p->rows : 1); r++) {
            size_t at = (size_t)r * (size_t)p->cols;
            if (p->sparse && !p->hit[0][r]) continue;
            if (p->sparse) p->hit[0][r] = 0;
            move(p->sparse ? p->cols : p->rows * p->cols, j->a, rate, j->scale, p->w + at, p->g[0] + at, p->m + at,
                 p->v + at);
        }
    }
    return NULL;
}

static void both(void *(*f)(void *), job *a, job *b)
{
    pthread_t thread;
    bool started = pthread_create(&thread, NULL, f, b) == 0;
    f(a);
    if (started)
        pthread_join(thread, NULL);
    else
        f(b);
}

void hs_adam_step(hs_net_model *m, const hs_adam *a, const bool used[HS_P_COUNT])
{
    job x = {.m = m, .a = a, .used = used, .worker = 0}, y = {.m = m, .a = a, .used = used, .worker = 1};
    double sum = 0;
    both(join_all, &x, &y);
    for (int i = 0; i < HS_P_COUNT; i++) sum += i % 2 ? y.norms[i] : x.norms[i];
    float norm = (float)sqrt(sum);
    x.scale = y.scale = norm > a->clip ? a->clip / norm : 1.0f;
    both(move_all, &x, &y);
}
