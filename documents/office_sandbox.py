"""A room without doors for one program: no network, only the system's own programs and one folder. Linux, no Django.

``shut_in(folder)`` is called in a child that has no threads; it returns in a new process that is the first of its own world:
when it ends, or the process that called ends, all that it started ends with it.
"""

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

LIBC = ctypes.CDLL(None, use_errno=True)
# <linux/sched.h>, <linux/mount.h>, <linux/prctl.h>
NEWNS, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET = (
    0x20000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000,
)  # fmt: skip
READ_ONLY, NO_SUID, NO_DEV, REMOUNT, BIND, RECURSIVE, PRIVATE = 1, 2, 4, 32, 4096, 16384, 1 << 18
NO_EXEC, DETACH = 8, 2
DEATH_SIGNAL, DROP_BOUND, NO_NEW_RIGHTS = 1, 24, 38
PIVOT_ROOT = {"x86_64": 155, "aarch64": 41, "riscv64": 41}
SYSTEM = ("usr", "lib", "lib64", "lib32", "bin", "sbin", "opt")
SETTINGS = ("etc/fonts", "etc/libreoffice", "etc/ld.so.cache", "etc/alternatives", "var/cache/fontconfig")  # fmt: skip
DEVICES = ("dev/null", "dev/zero", "dev/urandom", "dev/random")


class NoRoom(Exception):
    """The system does not let this process shut a program in."""


def die_with_parent(parent: int) -> None:
    """Be killed by the kernel when the process ``parent`` ends."""
    LIBC.prctl(DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    if os.getppid() not in (parent, 0):
        os._exit(1)


def take_limits(memory: int, seconds: int, file_size: int) -> None:
    """Give up memory (bytes), processor time, the size of a file (bytes) and core dumps."""
    for what, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, file_size),
        (resource.RLIMIT_NOFILE, 512),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


def leave_world() -> None:
    """Move into namespaces of one's own: users, mounts, network, processes, messages, names; ``NoRoom`` where forbidden."""
    user, group = os.getuid(), os.getgid()
    if LIBC.unshare(NEWUSER | NEWNS | NEWNET | NEWPID | NEWIPC | NEWUTS) != 0:
        raise NoRoom("unshare")
    try:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    except OSError as error:
        raise NoRoom("maps") from error


def shut_in(folder: Path, fonts: Path) -> None:
    """Make a root of the system's programs (read-only), ``folder`` as /bench and ``fonts`` as /fonts; forget all else.

    Called in the first process of the new namespaces; ``NoRoom`` when a mount is refused.
    """
    root = folder / "root"
    root.mkdir()
    _mount(None, Path("/"), RECURSIVE | PRIVATE)
    _mount("tmpfs", root, NO_SUID | NO_DEV, kind="tmpfs", data="size=8m,mode=755")
    for name in SYSTEM + SETTINGS:
        _show(Path("/", name), root / name)
    for name in DEVICES:
        _show(Path("/", name), root / name, read_only=False)
    if fonts.is_dir():
        _show(fonts, root / "fonts")
    _show(folder / "bench", root / "bench", read_only=False)
    (root / "tmp").symlink_to("bench/tmp")
    (root / "proc").mkdir()
    LIBC.mount(b"proc", bytes(root / "proc"), b"proc", NO_SUID | NO_DEV | NO_EXEC, None)
    (root / "etc/passwd").write_text(f"office:x:{os.getuid()}:{os.getgid()}::/bench:/bin/false\n")
    _pivot(root)
    _drop_rights()


def _show(source: Path, target: Path, *, read_only: bool = True) -> None:
    """Let a file or folder be seen inside, if there is one outside; a symbolic link stays one."""
    if source.is_symlink() and source.parent == Path("/"):
        target.symlink_to(source.readlink())
        return
    if not source.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        target.mkdir()
    else:
        target.touch()
    _mount(str(source), target, BIND | RECURSIVE)
    if read_only:
        kept = os.statvfs(target).f_flag & (NO_SUID | NO_DEV | NO_EXEC)
        _mount(None, target, BIND | REMOUNT | READ_ONLY | kept)


def _mount(source: str | None, target: Path, flags: int, *, kind: str = "", data: str = "") -> None:
    said = source.encode() if source else None
    done = LIBC.mount(said, bytes(target), kind.encode() or None, flags, data.encode() or None)
    if done != 0:
        raise NoRoom(f"mount {target.name}: {os.strerror(ctypes.get_errno())}")


def _pivot(root: Path) -> None:
    """Make ``root`` the root and let go of the old one (pivot_root(2), “.” “.”)."""
    os.chdir(root)
    number = PIVOT_ROOT.get(os.uname().machine)
    if number is None or LIBC.syscall(number, b".", b".") != 0:
        raise NoRoom("pivot_root")
    if LIBC.umount2(b".", DETACH) != 0:
        raise NoRoom("umount")
    os.chdir("/bench")


def _drop_rights() -> None:
    """Give up every capability for good."""
    for right in range(64):
        LIBC.prctl(DROP_BOUND, right, 0, 0, 0)
    LIBC.prctl(NO_NEW_RIGHTS, 1, 0, 0, 0)


def wait_for(pid: int) -> int:
    """As the first process: wait for the program and bury whatever else ends; return the program's exit code."""
    while True:
        ended, status = os.wait()
        if ended == pid:
            return os.waitstatus_to_exitcode(status)


def available() -> bool:
    """Say whether this system lets a program be shut in at all (tried in a fork)."""
    pid = os.fork()
    if pid == 0:
        try:
            leave_world()
        except BaseException:  # noqa: BLE001  a fork must end here
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


if __name__ == "__main__":
    sys.exit(0 if available() else 1)
