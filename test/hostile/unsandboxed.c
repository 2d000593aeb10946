/* Runs a program as on a kernel without seccomp filters: installing one is answered with "invalid argument".
 *
 *     unsandboxed PROGRAM [ARGUMENT…] */
#include <errno.h>
#include <seccomp.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    scmp_filter_ctx f = seccomp_init(SCMP_ACT_ALLOW);
    if (argc < 2 || !f || seccomp_rule_add(f, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(seccomp), 0) != 0 ||
        seccomp_rule_add(f, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1, SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP, 0)) != 0 ||
        seccomp_load(f) != 0)
        return 2;
    execv(argv[1], argv + 1);
    perror(argv[1]);
    return 2;
}
