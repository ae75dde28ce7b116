# What drafts of questions say, made of a line's table. Names stand as they are written.
draft-ask-value = What is the “{ $characteristic }” of { $product }?
draft-ask-unit = What is the “{ $characteristic }” of { $product }? Mind the unit.
draft-tell-value = “{ $characteristic }” of { $product }: { $value }.
draft-claim = { $product } has this: “{ $characteristic }”.
draft-confirm = Yes, { $product } has this: “{ $characteristic }”.
draft-deny = No, { $product } does not have this: “{ $characteristic }”.
draft-ask-highest = Which of these has the highest “{ $characteristic }”?
draft-ask-lowest = Which of these has the lowest “{ $characteristic }”?
draft-tell-highest = { $product } has the highest “{ $characteristic }” of them: { $value }.
draft-tell-lowest = { $product } has the lowest “{ $characteristic }” of them: { $value }.
draft-source = Table of characteristics: { $line }
