#include "show/printers.h"

const hs_printer hs_printers[] = {
    {"jsonl", HS_EXPORT, "everything, one JSON object a line", hs_print_jsonl},
};
const size_t hs_printer_count = sizeof hs_printers / sizeof *hs_printers;
