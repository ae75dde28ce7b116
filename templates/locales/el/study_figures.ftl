study-figures-title = Η μελέτη σε αριθμούς
study-figures-lead = Τι θυμούνται οι πωλητές δίπλα σε ό,τι προβλέφθηκε, πόσο μελετούν και πόση ώρα τους παίρνει.
study-figures-lead-own = Τι θυμάστε δίπλα σε ό,τι προβλέφθηκε, πόσο μελετάτε και πόση ώρα σας παίρνει.
study-figures-home = Μένουν όσα μαθαίνονται, πόσο μελετούν και πόση ώρα τους παίρνει;
study-figures-own = Η μελέτη σας σε αριθμούς
study-figures-open = Όλα τα στοιχεία σας
study-figures-spent = Τις τελευταίες { $days } ημέρες: { $reviews ->
    [one] μία κάρτα
   *[other] { $reviews } κάρτες
} σε { $minutes ->
    [one] ένα λεπτό
   *[other] { $minutes } λεπτά
}, σε { $on ->
    [one] μία ημέρα
   *[other] { $on } ημέρες
}.
study-figures-recalled = Θυμηθήκατε το { $recalled } % από όσα επανήλθαν· η πρόβλεψη ήταν { $predicted } %.
study-figures-period = Τις τελευταίες
study-figures-reviews = Κάρτες
study-figures-minutes = Λεπτά
study-figures-days = Ημέρες
study-figures-true = Θυμήθηκαν
study-figures-predicted = Πρόβλεψη
study-figures-repetitions = Επαναλήψεις
study-figures-predicted-of = Πρόβλεψη { $predicted } %, σε { $count } επαναλήψεις
study-figures-too-few = πολύ λίγες
study-figures-too-few-yet = { $count ->
    [0] Δεν έχει επανέλθει τίποτα ακόμη.
    [one] Μόνο μία επανάληψη: δεν φτάνει για να φανεί πόσα μένουν.
   *[other] Μόνο { $count } επαναλήψεις: δεν φτάνουν για να φανεί πόσα μένουν.
}
study-figures-cut = Οι βαθμολογήσεις είναι περισσότερες από όσες μετρούν εδώ: μετρούν μόνο οι πιο πρόσφατες.
study-figures-by-chance = Ανά πιθανότητα που προβλέφθηκε
study-figures-by-chance-lead = Όπου οι δύο στήλες συμφωνούν, οι κάρτες επανέρχονται στην ώρα τους. Όπου θυμούνται λιγότερα από την πρόβλεψη, έρχονται αργά.
study-figures-chance = Πρόβλεψη
study-figures-by-gap = Ανά ημέρες από την προηγούμενη φορά
study-figures-by-gap-lead = Πόσο κρατούν οι απαντήσεις όταν δεν τις ρωτά κανείς.
study-figures-gap = Από την προηγούμενη φορά
study-figures-band-chance = { $from }–{ $to } %
study-figures-band-same-day = Την ίδια ημέρα
study-figures-band-day = { $from ->
    [one] 1 ημέρα
   *[other] { $from } ημέρες
}
study-figures-band-days = { $from }–{ $to } ημέρες
study-figures-band-longer = { $from } ημέρες και πάνω
study-figures-by-day = Οι τελευταίες 30 ημέρες
study-figures-day = { $reviews } · { $minutes } λεπτά
study-figures-day-of = { $reviews } · { $people ->
    [one] 1 άτομο
   *[other] { $people } άτομα
} · { $minutes } λεπτά
study-figures-by-person = Ανά πωλητή
study-figures-how = «Θυμήθηκαν» σημαίνει βαθμός καλύτερος από το «Καθόλου», μία ημέρα ή περισσότερο μετά την προηγούμενη φορά· όσα επαναλαμβάνονται την ίδια ημέρα φαίνονται χωριστά. Για λιγότερες από { $enough } επαναλήψεις δεν λέγεται τίποτα. Τα λεπτά είναι όσα είπαν τα κινητά.
study-figures-nothing-repeated = Δεν έχει επανέλθει τίποτα σε επόμενη ημέρα ακόμη.
study-figures-none = Δεν μελέτησε κανείς σε αυτό το διάστημα.
