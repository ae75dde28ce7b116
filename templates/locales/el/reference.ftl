# Το έγγραφο του API ως σελίδες. Ό,τι γράφει μέσα είναι παντού στα αγγλικά.
reference-title = API για προγράμματα
reference-lead = Για όσους γράφουν λογισμικό που ρωτά αυτόν τον διακομιστή. Όλα τα παρακάτω, στα αγγλικά, τα δίνει το ίδιο το πρόγραμμα, και κάθε παράδειγμα έχει σταλεί σε αυτό.
reference-document = Έγγραφο OpenAPI (JSON)
reference-who = Ποιος μπορεί:
reference-everybody = όλοι
reference-parameters = Παράμετροι
reference-body = Σώμα
reference-answers = Απαντήσεις
reference-examples = Παραδείγματα
reference-shapes = Τύποι
reference-one-of = Ένα από τα εξής:
