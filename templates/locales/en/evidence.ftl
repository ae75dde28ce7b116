# What a result rests on, and the file that proves it.
evidence-title = Evidence
evidence-of = Evidence: { $name }
evidence-all = All evidence, and as a file
evidence-lead = Everything that this result rests on, as it was then. The file holds all of it for years: a document that programs read, its signature, proofs from the log, and a page to read.
evidence-file-lead = Everything that this result rests on, as it was then. evidence.json holds all of it; signature.txt is what the key of the log signed of it.
evidence-made = Put together
evidence-download = Download the evidence
evidence-log = What the log says
evidence-log-lead = Each number is the entry’s position in the log’s tree.
evidence-proof = Proof
evidence-proof-lead = Each entry is proven by its path to the root of this signed checkpoint. Who has the log’s public key checks it without this server: “dokimasia evidence check”.
evidence-see = Evidence
