/* Transcripts of hearings and interviews: turns with their speakers, questions and answers, page and line numbers or
 * times as places. */
#ifndef HS_READ_TRANSCRIPT_H
#define HS_READ_TRANSCRIPT_H

#include "read/reader.h"

int hs_transcript_sniff(hs_str raw);
bool hs_transcript_read(hs_str raw, hs_doc *d, hs_err *err);

#endif
