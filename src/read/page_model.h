/* The trained model of main text: boosted trees over the features of html_feature.h. page_model.c is
 * written by src/learn/pages.sh; models/pages.md says from what and how good it is. */
#ifndef HS_READ_PAGE_MODEL_H
#define HS_READ_PAGE_MODEL_H

#include "base/boosted.h"

extern const hs_boosted hs_page_model;

#endif
