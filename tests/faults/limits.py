"""Few descriptors, little memory, no threads: the same answer or an error, never another answer."""

from tool import BLAMING, check


def case_few_descriptors(tool):
    for at in range(4000):
        tool.write(f"d/{at % 40}/{at}.md", BLAMING)
    deep = "/".join(["e"] * 100)
    tool.write(f"d/{deep}/deep.md", BLAMING)
    for threads in (1, 16):
        status, out, err = tool.run("check", "--isolated", "--format", "concise", f"-j{threads}", "d", shell_prefix="ulimit -n 64")
        check(status == 1 and out.count("\n") == 4001, threads, "threads:", status, out.count("\n"), err[:500])
    return "4,001 files and 100 nested folders with 64 descriptors, on 1 and 16 threads"


def case_little_memory(tool):
    tool.write("a.md", BLAMING * 20_000)
    tool.write("b.md", BLAMING)
    arguments = ("check", "--isolated", "--format", "concise", "a.md", "b.md")
    right = tool.run(*arguments)
    check(right[0] == 1, right[2])
    ended = {}
    for mebibytes in (16, 24, 32, 40, 48, 56, 64, 72, 80, 96, 112, 128, 192, 256, 512, 1024, 2048):
        status, out, err = tool.run(*arguments, shell_prefix=f"ulimit -v {mebibytes * 1024}")
        if status in (0, 1):
            check((status, out) == right[:2], mebibytes, "MiB: another answer, status", status, err)
        else:
            check(err.strip(), mebibytes, "MiB: status", status, "without a word")
        ended[mebibytes] = status
    enough = min((size for size, status in ended.items() if status == 1), default=None)
    check(enough is not None, "never enough:", ended)
    return f"an error below {enough} MiB of address space, the same findings from there on: {ended}"


def case_no_threads(tool):
    for at in range(20):
        tool.write(f"{at}.md", BLAMING)
    status, out, err = tool.run("check", "--isolated", "--format", "concise", "-j64", shell_prefix="ulimit -v 400000")
    check((status == 1 and out.count("\n") == 20) or (status not in (0, 1) and err.strip()), status, err)
    return f"status {status} with 64 threads in 400 MB of address space"
