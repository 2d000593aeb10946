/* What every unit test includes: cmocka and its prerequisites in their order. */
#ifndef HS_TEST_UNIT_H
#define HS_TEST_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#endif
