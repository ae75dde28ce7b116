# What drafts say that are made of a table. Names stand as they are, so they are in quotes. Markdown, but for the source.
draft-ask-value = What is the “{ $characteristic }” of “{ $product }”?
draft-ask-unit = In which unit is the “{ $characteristic }” of “{ $product }” told rightly?
draft-tell-value = The “{ $characteristic }” of “{ $product }” is { $value }.
draft-claim = “{ $product }” has the characteristic “{ $characteristic }”.
draft-confirm = Yes, “{ $product }” has the characteristic “{ $characteristic }”.
draft-deny = No, “{ $product }” does not have the characteristic “{ $characteristic }”.
draft-ask-highest = Which of these has the highest “{ $characteristic }”?
draft-ask-lowest = Which of these has the lowest “{ $characteristic }”?
draft-tell-highest = “{ $product }” has the highest “{ $characteristic }” of them: { $value }.
draft-tell-lowest = “{ $product }” has the lowest “{ $characteristic }” of them: { $value }.
draft-source = Table of characteristics: { $line }
