#include "read/reader.h"

#include "base/utf8.h"
#include "doc/children.h"
#include "read/archive.h"
#include "read/chat.h"
#include "read/chatjson.h"
#include "read/csv.h"
#include "read/data.h"
#include "read/decode.h"
#include "read/docx.h"
#include "read/html.h"
#include "read/image.h"
#include "read/language.h"
#include "read/mail.h"
#include "read/markdown.h"
#include "read/msdoc.h"
#include "read/msg.h"
#include "read/msppt.h"
#include "read/msxls.h"
#include "read/ocr.h"
#include "read/odf.h"
#include "read/pdf.h"
#include "read/phone.h"
#include "read/plain.h"
#include "read/pptx.h"
#include "read/pst.h"
#include "read/rtf.h"
#include "read/subtitle.h"
#include "read/transcript.h"
#include "read/warc.h"
#include "read/xlsx.h"

const hs_reader hs_readers[] = {
    {"archive", "application/zip", hs_archive_sniff, hs_archive_read},
    {"chat", "text/plain", hs_chat_sniff, hs_chat_read},
    {"chatjson", "application/json", hs_chatjson_sniff, hs_chatjson_read},
    {"csv", "text/csv", hs_csv_sniff, hs_csv_read},
    {"data", "text/plain", hs_data_sniff, hs_data_read},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", hs_docx_sniff, hs_docx_read},
    {"html", "text/html", hs_html_sniff, hs_html_read},
    {"image", "image/png", hs_image_sniff, hs_image_read},
    {"mail", "message/rfc822", hs_mail_sniff, hs_mail_read},
    {"mbox", "application/mbox", hs_mbox_sniff, hs_mbox_read},
    {"markdown", "text/markdown", hs_markdown_sniff, hs_markdown_read},
    {"msdoc", "application/msword", hs_msdoc_sniff, hs_msdoc_read},
    {"msg", "application/vnd.ms-outlook", hs_msg_sniff, hs_msg_read},
    {"msppt", "application/vnd.ms-powerpoint", hs_msppt_sniff, hs_msppt_read},
    {"msxls", "application/vnd.ms-excel", hs_msxls_sniff, hs_msxls_read},
    {"odf", "application/vnd.oasis.opendocument", hs_odf_sniff, hs_odf_read},
    {"pdf", "application/pdf", hs_pdf_sniff, hs_pdf_read},
    {"phone", "text/csv", hs_phone_sniff, hs_phone_read},
    {"plain", "text/plain", hs_plain_sniff, hs_plain_read},
    {"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", hs_pptx_sniff, hs_pptx_read},
    {"pst", "application/vnd.ms-outlook", hs_pst_sniff, hs_pst_read},
    {"rtf", "application/rtf", hs_rtf_sniff, hs_rtf_read},
    {"subtitle", "text/vtt", hs_subtitle_sniff, hs_subtitle_read},
    {"transcript", "text/plain", hs_transcript_sniff, hs_transcript_read},
    {"warc", "application/warc", hs_warc_sniff, hs_warc_read},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", hs_xlsx_sniff, hs_xlsx_read},
};
const size_t hs_reader_count = sizeof hs_readers / sizeof *hs_readers;

const uint32_t hs_read_version = 13;

static const hs_reader *choose(hs_str raw)
{
    const hs_reader *best = NULL;
    int most = 0;
    for (size_t i = 0; i < hs_reader_count; i++) {
        int sure = hs_readers[i].sniff(raw);
        if (sure > most) {
            most = sure;
            best = &hs_readers[i];
        }
    }
    return best;
}

static bool has_word(const hs_doc *d)
{
    hs_str s = {d->text.p, d->text.n};
    for (size_t at = 0; at < s.n;) {
        uint32_t c = hs_utf8_next(s, &at);
        if (hs_uc_letter(c) || hs_uc_digit(c)) return true;
    }
    return false;
}

static bool read_with(const hs_reader *r, hs_str raw, hs_doc *d, hs_err *err)
{
    if (raw.n == 0) return hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "the file is empty");
    if (!r) {
        const char *kind = hs_binary_kind(raw);
        return hs_fail(err, HS_ERR_UNSUPPORTED, NULL, HS_NOWHERE, "%s: no reader for this type",
                       kind ? kind : "unknown data");
    }
    d->media = hs_doc_intern(d, hs_str_of(r->media));
    if (!r->read(raw, d, err)) return false;
    hs_children_end(d);
    if (!d->children.n && !has_word(d)) return hs_fail(err, HS_ERR_FORMAT, NULL, HS_NOWHERE, "there is no text in it");
    return true;
}

/* What CLD2, uchardet, tesseract and poppler do when they lack memory, which would be to abort, is what hearsay does.
 * Its C++ name stands here as CLD2's do in language.c. */
typedef void (*handler)(void);
handler on_no_memory(handler h) __asm__("_ZSt15set_new_handlerPFvvE");

static void no_memory(void)
{
    hs_no_memory("for a library that reads documents");
}

void hs_read_warm(uint32_t seconds)
{
    on_no_memory(no_memory);
    hs_ocr_warm();
    hs_ocr_allow(seconds);
    hs_pdf_warm();
}

bool hs_read(hs_str raw, hs_doc *d, hs_err *err)
{
    hs_doc_identify(d, raw);
    hs_err why = {.offset = HS_NOWHERE};
    if (!read_with(choose(raw), raw, d, &why)) {
        d->text.n = 0;
        d->map.n = d->blocks.n = d->locators.n = 0;
        d->verdict = HS_READ_NOT;
        d->reason = hs_doc_intern(d, hs_str_of(why.msg));
        return hs_fail(err, why.code, hs_doc_str(d, d->path), why.offset, "%s", why.msg);
    }
    if (!d->language) hs_language_find(d);
    return true;
}
