#include "read/ocr.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef HS_TESSERACT

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <tesseract/capi.h>
#include <unistd.h>

enum { LEAST_MEAN = 35 /* percent; less is no text but its likeness */, SECONDS_EACH = 4, MOST_PIXELS = 60000000 };

/* What warming found; constant from then on. */
static struct {
    const char *bytes;
    size_t n;
    char language[32];
    uint32_t most;
    bool warm;
} data = {.most = 5};

static bool map_data(const char *folder, const char *language)
{
    char path[512];
    struct stat st;
    snprintf(path, sizeof path, "%s/%s.traineddata", folder, language);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    void *p = fstat(fd, &st) == 0 && st.st_size > 0 ? mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0)
                                                    : MAP_FAILED;
    close(fd);
    if (p == MAP_FAILED) return false;
    data.bytes = p;
    data.n = (size_t)st.st_size;
    snprintf(data.language, sizeof data.language, "%s", language);
    return true;
}

static bool map_any(const char *folder)
{
    static const char ending[] = ".traineddata";
    struct dirent **list;
    bool found = false;
    int n = scandir(folder, &list, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        char *dot = strstr(list[i]->d_name, ending);
        if (!found && dot && !dot[sizeof ending - 1] && dot - list[i]->d_name < 24 &&
            strcmp(list[i]->d_name, "osd.traineddata") != 0) {
            *dot = '\0';
            found = map_data(folder, list[i]->d_name);
        }
        free(list[i]);
    }
    if (n >= 0) free(list);
    return found;
}

/* Tesseract would start threads of its own, which a confined process may not: its library for that runs every part in
 * the one thread there is. */
static void stay_single(void)
{
    void (*levels)(int);
    *(void **)&levels = dlsym(RTLD_DEFAULT, "omp_set_max_active_levels");
    if (levels) levels(0);
}

void hs_ocr_warm(void)
{
    if (data.warm) return;
    data.warm = true;
    stay_single();
    const char *own = getenv("TESSDATA_PREFIX");
    const char *const folders[] = {own ? own : "", "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tessdata",
                                   "/usr/share/tesseract-ocr/4.00/tessdata"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders && !data.bytes; i++)
        if (*folders[i]) (void)(map_data(folders[i], "eng") || map_any(folders[i]));
}

bool hs_ocr_ready(void)
{
    hs_ocr_warm();
    return data.bytes != NULL;
}

const char *hs_ocr_missing(void)
{
    return "no text in it, only pictures; install tesseract-ocr and run again";
}

void hs_ocr_allow(uint32_t seconds)
{
    data.most = seconds / SECONDS_EACH ? seconds / SECONDS_EACH : 1;
}

uint32_t hs_ocr_most(void)
{
    return data.most;
}

typedef struct {
    hs_lines *out;
    float scale; /* points a pixel */
    double sure;
    uint32_t words;
} taking;

static void widen(hs_box *a, const hs_box *b)
{
    if (b->x0 < a->x0) a->x0 = b->x0;
    if (b->y0 < a->y0) a->y0 = b->y0;
    if (b->x1 > a->x1) a->x1 = b->x1;
    if (b->y1 > a->y1) a->y1 = b->y1;
}

static void take_word(taking *t, TessResultIterator *it, hs_str word)
{
    hs_lines *l = t->out;
    int x0, y0, x1, y1;
    const TessPageIterator *at = TessResultIteratorGetPageIteratorConst(it);
    float sure = TessResultIteratorConfidence(it, RIL_WORD);
    if (!TessPageIteratorBoundingBox(at, RIL_WORD, &x0, &y0, &x1, &y1)) return;
    hs_box box = {(float)x0 * t->scale, (float)y0 * t->scale, (float)x1 * t->scale, (float)y1 * t->scale};
    hs_sheet *p = &l->pages.v[l->pages.n - 1];
    if (TessPageIteratorIsAtBeginningOf(at, RIL_TEXTLINE) || !p->n) {
        *HS_PUSH(l->v) = (hs_line){.at = (uint32_t)l->text.n, .page = l->pages.n - 1, .box = box, .piece = l->pieces.n};
        p->n++;
    }
    hs_line *x = &l->v.v[l->v.n - 1];
    if (x->pieces) hs_buf_char(&l->text, ' ');
    *HS_PUSH(l->pieces) = (hs_piece_of_line){(uint32_t)l->text.n, (uint32_t)word.n, box,
                                             sure < 1     ? 1
                                             : sure > 100 ? 100
                                                          : (uint32_t)sure};
    hs_buf_add(&l->text, word.p, word.n);
    widen(&x->box, &box);
    x->n = (uint32_t)l->text.n - x->at;
    x->pieces++;
    t->sure += sure;
    t->words++;
}

static void take_words(taking *t, TessBaseAPI *api)
{
    TessResultIterator *it = TessBaseAPIGetIterator(api);
    if (!it) return;
    do {
        char *word = TessResultIteratorGetUTF8Text(it, RIL_WORD);
        hs_str s = hs_str_trim(hs_str_of(word));
        if (s.n) take_word(t, it, s);
        TessDeleteText(word);
    } while (TessResultIteratorNext(it, RIL_WORD));
    TessResultIteratorDelete(it);
}

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return x < y ? -1 : x > y;
}

/* The height of a line's box depends on its letters: those near the usual one count as it. */
static void even_sizes(hs_lines *l, const hs_sheet *p)
{
    float *heights = hs_malloc(((size_t)p->n + 1) * sizeof *heights);
    for (uint32_t i = 0; i < p->n; i++) heights[i] = l->v.v[p->first + i].box.y1 - l->v.v[p->first + i].box.y0;
    qsort(heights, p->n, sizeof *heights, by_value);
    float usual = p->n ? heights[p->n / 2] : 0;
    for (uint32_t i = 0; i < p->n; i++) {
        hs_line *x = &l->v.v[p->first + i];
        float h = x->box.y1 - x->box.y0;
        x->size = h > 0.6F * usual && h < 1.45F * usual ? usual : h;
    }
    free(heights);
}

bool hs_ocr_page(const unsigned char *grey, int width, int height, int stride, double dpi, uint32_t number,
                 hs_lines *out)
{
    if (!data.bytes || width < 8 || height < 8 || (int64_t)width * height > MOST_PIXELS) return false;
    TessBaseAPI *api = TessBaseAPICreate();
    bool ok =
        TessBaseAPIInit5(api, data.bytes, (int)data.n, data.language, OEM_LSTM_ONLY, NULL, 0, NULL, NULL, 0, 0) == 0;
    if (ok) {
        taking t = {.out = out, .scale = (float)(72 / dpi)};
        hs_sheet *p = HS_PUSH(out->pages);
        *p = (hs_sheet){number, (float)width * t.scale, (float)height * t.scale, out->v.n, 0, HS_UPRIGHT};
        TessBaseAPISetPageSegMode(api, PSM_AUTO);
        TessBaseAPISetImage(api, grey, width, height, 1, stride);
        TessBaseAPISetSourceResolution(api, (int)dpi);
        ok = TessBaseAPIRecognize(api, NULL) == 0;
        if (ok) take_words(&t, api);
        p = &out->pages.v[out->pages.n - 1];
        if (t.words && t.sure / t.words < LEAST_MEAN) out->v.n -= p->n, p->n = 0;
        even_sizes(out, p);
    }
    TessBaseAPIDelete(api);
    return ok;
}

#else

void hs_ocr_warm(void) {}

bool hs_ocr_ready(void)
{
    return false;
}

const char *hs_ocr_missing(void)
{
    return "no text in it, only pictures; this hearsay was built without tesseract: install libtesseract-dev and build "
           "again";
}

void hs_ocr_allow(uint32_t seconds)
{
    (void)seconds;
}

uint32_t hs_ocr_most(void)
{
    return 0;
}

bool hs_ocr_page(const unsigned char *grey, int width, int height, int stride, double dpi, uint32_t number,
                 hs_lines *out)
{
    (void)grey, (void)width, (void)height, (void)stride, (void)dpi, (void)number, (void)out;
    return false;
}

#endif
