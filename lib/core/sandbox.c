#define _GNU_SOURCE /* O_PATH, syscall */
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/sandbox.h"

#if defined(__linux__)
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

#if defined(__has_feature)
#define HAS(what) __has_feature(what)
#else
#define HAS(what) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || HAS(address_sanitizer) || \
    HAS(memory_sanitizer) || HAS(thread_sanitizer)
#define SANITIZED true
#else
#define SANITIZED false
#endif

static bool
is_off(void)
{
	const char *word = getenv("GX_SANDBOX");

	return SANITIZED || (word != NULL && strcmp(word, "off") == 0);
}

#if defined(__linux__)

/* Landlock: files */

enum { TRUNCATE = 1 << 14 }; /* LANDLOCK_ACCESS_FS_TRUNCATE, of Linux 6.2 */

static const uint64_t
	reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
	making = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |
	    LANDLOCK_ACCESS_FS_REMOVE_FILE | TRUNCATE,
	rest = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
	    LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |
	    LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
	    LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM |
	    LANDLOCK_ACCESS_FS_REFER;

/* What is denied, as far as the kernel knows it. */
static uint64_t
denied(bool reads, long version)
{
	uint64_t all = making | rest | (reads ? 0 : reading);

	if (version < 2)
		all &= ~(uint64_t)LANDLOCK_ACCESS_FS_REFER;
	if (version < 3)
		all &= ~(uint64_t)TRUNCATE;
	return all;
}

static void
allow_making(int rules, const char *folder, uint64_t known)
{
	struct landlock_path_beneath_attr beneath = {
		.allowed_access = making & known,
		.parent_fd = open(folder, O_PATH | O_CLOEXEC)
	};

	syscall(__NR_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH,
	    &beneath, 0);
	close(beneath.parent_fd);
}

static void
lock_files(bool reads, const char *folder)
{
	long version = syscall(__NR_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
	struct landlock_ruleset_attr attr = {
		.handled_access_fs = denied(reads, version)
	};
	int rules;

	if (version < 1)
		return;
	rules = (int)syscall(__NR_landlock_create_ruleset, &attr, sizeof attr,
	    0);
	if (folder != NULL)
		allow_making(rules, folder, attr.handled_access_fs);
	syscall(__NR_landlock_restrict_self, rules, 0);
	close(rules);
}

/* seccomp: everything else.  What is not in the list is allowed, so that no
 * version of the C library finds something missing. */

static const unsigned calls[] = {
	__NR_execve, __NR_execveat, __NR_clone, __NR_clone3,
	__NR_socket, __NR_socketpair, __NR_connect, __NR_bind, __NR_listen,
	__NR_accept, __NR_accept4,
	__NR_ptrace, __NR_process_vm_readv, __NR_process_vm_writev,
	__NR_pidfd_open, __NR_pidfd_getfd, __NR_pidfd_send_signal, __NR_kill,
	__NR_tkill, __NR_rt_sigqueueinfo, __NR_rt_tgsigqueueinfo,
	__NR_fchmod, __NR_fchmodat, __NR_fchown, __NR_fchownat,
	__NR_utimensat, __NR_setxattr, __NR_lsetxattr, __NR_fsetxattr,
	__NR_removexattr, __NR_lremovexattr, __NR_fremovexattr,
	__NR_mount, __NR_umount2, __NR_chroot, __NR_unshare, __NR_setns,
	__NR_open_by_handle_at, __NR_io_uring_setup, __NR_bpf,
	__NR_perf_event_open, __NR_userfaultfd, __NR_add_key,
	__NR_request_key, __NR_keyctl,
#ifdef __NR_fork /* what newer architectures never had */
	__NR_fork, __NR_vfork, __NR_chmod, __NR_chown, __NR_lchown,
	__NR_utime, __NR_utimes, __NR_futimesat,
#endif
};

/* Calls have other numbers when they are made as another architecture does. */
#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#define ARCHITECTURE 0
#endif
enum { X32 = 0x40000000 };
static const unsigned none = UINT32_MAX; /* a call that a debugger took back */

enum { CALLS = sizeof calls / sizeof *calls, HEAD = 5 };

/* Compares the number of a call with the list, one after the other. */
static void
lock_calls(void)
{
	struct sock_filter code[HEAD + CALLS + 2] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		    offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 0,
		    CALLS + 4),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		    offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, none, CALLS + 1, 0),
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32, CALLS + 1, 0),
		[HEAD + CALLS] = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)
	};
	struct sock_fprog program = { HEAD + CALLS + 2, code };

	if (ARCHITECTURE == 0)
		return;
	for (unsigned i = 0; i < CALLS; i++)
		code[HEAD + i] = (struct sock_filter)BPF_JUMP(BPF_JMP |
		    BPF_JEQ | BPF_K, calls[i], (unsigned char)(CALLS - i), 0);
	/* The flag: not to be made slower than others are. */
	syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER,
	    SECCOMP_FILTER_FLAG_SPEC_ALLOW, &program);
}

#endif

void
sandbox_lock(bool reads, const char *folder)
{
	const struct rlimit no_core = { 0, 0 };

	if (is_off())
		return;
	setrlimit(RLIMIT_CORE, &no_core);
#if defined(__linux__)
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return;
	lock_files(reads, folder);
	lock_calls();
#else
	(void)reads;
	(void)folder;
#endif
}
