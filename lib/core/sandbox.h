/*
 * sandbox: what a filter gives up before it reads what strangers wrote.
 * Floor 2.  The only owner of the headers of Linux.
 *
 * Who finds a fault in a filter and makes it run code of his own can still
 * change what the filter writes, and nothing else: a process that is locked
 * cannot write, make or remove files, start programs or processes, open
 * sockets, watch or signal other processes, or change the modes and owners of
 * files.  A try to write fails (EACCES); the rest ends the process (SIGSYS).
 * There are no core files.
 *
 * Where the kernel has no Landlock (before Linux 5.13) or no seccomp, and on
 * other systems, a filter goes on without that part.  It is off when the
 * environment has GX_SANDBOX=off, and in builds with a sanitizer, which needs
 * what is denied here.
 */
#ifndef GX_SANDBOX_H
#define GX_SANDBOX_H

#include <stdbool.h>

/* Locks this process for good.  reads: it has still to open files to read
 * them; folder: the only one where it may still write files, or NULL. */
void sandbox_lock(bool reads, const char *folder);

#endif
