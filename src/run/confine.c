#include "run/confine.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
enum { SANITIZED = 1 }; /* its shadow memory is terabytes of address space */
#else
enum { SANITIZED = 0 };
#endif

static bool limit(int what, rlim_t most)
{
    return setrlimit((__rlimit_resource_t)what, &(struct rlimit){most, most}) == 0;
}

/* Bytes of address space that this process has now. */
static rlim_t taken(void)
{
    unsigned long pages = 0;
    FILE *f = fopen("/proc/self/statm", "re");
    if (f && fscanf(f, "%lu", &pages) != 1) pages = 0;
    if (f) fclose(f);
    return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

static bool set_limits(const hs_limits *l)
{
    return (SANITIZED || limit(RLIMIT_AS, taken() + ((rlim_t)l->megabytes << 20))) &&
           limit(RLIMIT_CPU, l->seconds + 1) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0);
}

/* The pipe and nothing else stays open; 0, 1 and 2 lead nowhere. */
static bool close_all_but(int pipe)
{
    int nowhere = open("/dev/null", O_RDWR);
    for (int fd = 0; fd < 3; fd++)
        if (fd != pipe && dup2(nowhere, fd) < 0) return false;
    return (pipe < 4 || close_range(3, (unsigned)pipe - 1, 0) == 0) && close_range((unsigned)pipe + 1, ~0U, 0) == 0;
}

bool hs_confine(const hs_limits *l, int pipe)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && set_limits(l) && close_all_but(pipe);
}
