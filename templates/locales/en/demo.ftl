# What the invented company's trainers put into their field kits.
demo-samples = Samples in the case
demo-samples-text =
    - One nail of each type, in a box with their codes.
    - The table of the steel’s properties, on one sheet.
    - In the car: a hammer and a board. Let the client drive one in.
demo-rival = Beside a competitor’s nail
demo-rival-text =
    Bring three of the nails that the client buys today, and measure them together:

    | What | How to show it |
    |---|---|
    | Diameter | Caliper at mid-length; ours keep their tolerance |
    | Point | Drive both into the edge of the board: which one splits it? |
    | Coating | Wipe with a wet cloth |
demo-block = What to show with a block
demo-block-text =
    - A cut piece of each density, to be weighed in the hand.
    - A saw: let the client cut it.
    - A bowl of water: it is lighter than water, so it floats.
