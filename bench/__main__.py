"""`make bench`: every benchmark, one after the other."""

import sys

from bench import bytes as off_the_line
from bench import extraction, fanout, tasks, votes


def main() -> int:
    print("# Tasks proposed from texts\n")
    extraction.main([])
    print("\n# Time to the last tablet\n")
    fanout.main([])
    print("\n# Three hundred check in and vote")
    votes.main([])
    print("\n# Bytes to a tablet")
    off_the_line.main([])
    print("\n# Signing and verifying\n")
    from bench import signing  # sets up Django for itself

    sys.argv = [sys.argv[0]]
    signing.main()
    print("\n# Tasks by the million")
    tasks.main([])
    return 0


if __name__ == "__main__":
    sys.exit(main())
