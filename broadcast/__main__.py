"""`python -m broadcast` and the `broadcast` command."""

from __future__ import annotations


def main() -> None:
    from broadcast.cli import run

    run()


if __name__ == "__main__":
    main()
