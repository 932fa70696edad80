"""What is measured on finished files, a medium a module; `quality.CHECKS` is the table of it."""
