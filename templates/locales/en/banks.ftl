banks-title = Banks
banks-lead = One bank for each product line: its products, their characteristics, and what clients ask.
banks-size = { $products } products, { $questions } questions
banks-download = Download as a file
banks-none = No bank yet. Import a bank file to begin.
banks-import = Import a file
banks-import-lead = On the server, by the command line: first with --dry-run to see what would change, then without.
