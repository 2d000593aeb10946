#include "read/exif.h"

#include "read/compose.h"

#include <libexif/exif-data.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static ExifEntry *entry(ExifData *x, ExifIfd ifd, ExifTag tag)
{
    return exif_content_get_entry(x->ifd[ifd], tag);
}

static void words(ExifEntry *e, char *out, size_t n)
{
    *out = '\0';
    if (e) exif_entry_get_value(e, out, (unsigned)n);
}

static void write_fact(hs_composer *c, const char *name, const char *value)
{
    if (!*hs_str_trim(hs_str_of(value)).p || !hs_str_trim(hs_str_of(value)).n) return;
    hs_locator at = {.kind = HS_AT_PART, .name = hs_compose_string(c->doc, hs_str_of(name))};
    hs_compose_at(c, at);
    hs_compose_block(c, HS_BLOCK_CAPTION);
    hs_compose_text(c, hs_str_of(value));
}

/* "2021:05:03 14:02:11" → "2021-05-03 14:02:11" */
static void write_time(hs_composer *c, ExifData *x)
{
    char text[64];
    hs_doc *d = c->doc;
    words(entry(x, EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_ORIGINAL), text, sizeof text);
    if (strlen(text) < 19 || text[4] != ':' || text[7] != ':') return;
    text[4] = text[7] = '-';
    if (hs_day_parse((hs_str){text, 10}) == HS_NO_DAY) return;
    write_fact(c, "EXIF DateTimeOriginal", text);
    d->published = hs_compose_string(d, hs_str_of(text));
    d->published_day = hs_day_parse((hs_str){text, 10});
    d->published_by = hs_doc_intern(d, HS_STR("exif"));
}

static bool degrees(ExifData *x, ExifTag value, ExifTag side, char negative, double *out)
{
    ExifEntry *v = entry(x, EXIF_IFD_GPS, value), *s = entry(x, EXIF_IFD_GPS, side);
    if (!v || v->format != EXIF_FORMAT_RATIONAL || v->components != 3 || v->size < 24 || !s || !s->size) return false;
    double parts[3];
    for (unsigned i = 0; i < 3; i++) {
        ExifRational r = exif_get_rational(v->data + (size_t)i * 8, exif_data_get_byte_order(x));
        if (!r.denominator && r.numerator) return false;
        parts[i] = r.denominator ? (double)r.numerator / r.denominator : 0;
    }
    *out = parts[0] + parts[1] / 60 + parts[2] / 3600;
    if (s->data[0] == negative) *out = -*out;
    return fabs(*out) <= 180;
}

static void write_place(hs_composer *c, ExifData *x)
{
    char text[64];
    double north, east;
    if (!degrees(x, (ExifTag)EXIF_TAG_GPS_LATITUDE, (ExifTag)EXIF_TAG_GPS_LATITUDE_REF, 'S', &north) ||
        !degrees(x, (ExifTag)EXIF_TAG_GPS_LONGITUDE, (ExifTag)EXIF_TAG_GPS_LONGITUDE_REF, 'W', &east))
        return;
    snprintf(text, sizeof text, "%.6f, %.6f", north, east);
    write_fact(c, "EXIF GPS", text);
}

void hs_exif_write(hs_str raw, hs_doc *d)
{
    static const struct {
        ExifTag tag;
        const char *name;
    } texts[] = {{EXIF_TAG_IMAGE_DESCRIPTION, "EXIF ImageDescription"},
                 {EXIF_TAG_ARTIST, "EXIF Artist"},
                 {EXIF_TAG_COPYRIGHT, "EXIF Copyright"},
                 {EXIF_TAG_MAKE, "EXIF Make"},
                 {EXIF_TAG_MODEL, "EXIF Model"}};
    char text[1024];
    ExifData *x = raw.n < UINT32_MAX ? exif_data_new_from_data((const unsigned char *)raw.p, (unsigned)raw.n) : NULL;
    if (!x) return;
    hs_composer c = {.doc = d};
    write_time(&c, x);
    write_place(&c, x);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        words(entry(x, EXIF_IFD_0, texts[i].tag), text, sizeof text);
        write_fact(&c, texts[i].name, text);
        if (texts[i].tag == EXIF_TAG_ARTIST) d->author = hs_compose_string(d, hs_str_of(text));
    }
    hs_compose_end(&c);
    exif_data_unref(x);
}
