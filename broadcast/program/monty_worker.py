"""The process in which the second engine runs: a request a line, an answer a line, as JSON.

    {"source": …, "inputs": […], "names": […], "seconds": 1.0}
    {"output": …, "commands": [[name, steps, letters printed before], …], "values": {name: its repr}, "error": "" or one line}

Started by `engines`; ends when its standard input does. Files, network and clock are refused by the engine itself.
"""

from __future__ import annotations

import json
import sys
from typing import Any

MEMORY = 32_000_000
OUTPUT = 20_000
COMMANDS = 1000


def answer(pool: Any, request: dict[str, Any]) -> dict[str, Any]:
    """Run one program. Whatever goes wrong in it is told, not raised."""
    import pydantic_monty

    printed = pydantic_monty.CollectString(OUTPUT)
    prompts: list[tuple[int, str]] = []
    commands: list[tuple[str, Any, int]] = []
    inputs = iter(request["inputs"])

    def recorded(name: str) -> Any:
        def command(*values: Any) -> None:
            if len(commands) >= COMMANDS:
                raise RuntimeError("too many commands")
            commands.append((name, values[0] if values else None, len(printed.output)))

        return command

    def asked(*prompt: Any) -> str:
        if prompt:
            prompts.append((len(printed.output), str(prompt[0])))
        return str(next(inputs))

    known = {name: recorded(name) for name in ("forward", "back", "left", "right")} | {"input": asked}
    limits = {"max_feed_duration_secs": request["seconds"], "max_memory": MEMORY, "max_recursion_depth": 100}
    error, values = "", {}
    try:
        with pool.checkout(limits=limits) as session:
            session.feed_run(request["source"], external_lookup=known, print_callback=printed)
            for name in request["names"]:
                try:
                    values[name] = repr(session.feed_run(name))
                except pydantic_monty.MontyError:
                    continue  # it never got a value
    except Exception as fault:  # whatever a program does to the engine, the worker lives on and says so
        error = (str(fault).strip().splitlines() or [type(fault).__name__])[-1][:200]
    output = printed.output
    for at, prompt in reversed(prompts):  # what input() shows stands in the output as well
        output = output[:at] + prompt + output[at:]
    shifted = [(name, steps, at + sum(len(prompt) for place, prompt in prompts if place <= at)) for name, steps, at in commands]
    return {"output": output, "commands": shifted, "values": values, "error": error}


def main() -> None:
    import pydantic_monty

    with pydantic_monty.Monty(max_processes=1, request_timeout=10.0) as pool:
        for line in sys.stdin:
            print(json.dumps(answer(pool, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
