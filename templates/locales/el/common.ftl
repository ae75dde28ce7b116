app-name = Dokimasia
home-title = Αρχική
sign-in-title = Σύνδεση
problem-title = Κάτι πήγε στραβά

nav-home = Αρχική
nav-questions = Ερωτήσεις
nav-raised = Ερωτήσεις πελατών
nav-raised-own = Οι ερωτήσεις μου
nav-certifications = Πιστοποιήσεις
nav-banks = Τράπεζες
nav-board = Πίνακας
nav-look-up = Έλεγχος
nav-people = Άτομα
nav-log = Ημερολόγιο

flash-signed-out = Αποσυνδεθήκατε.

problem-home = Στην αρχική σελίδα
problem-number = Αριθμός αιτήματος:

sign-in-lead = Δείξτε ότι είστε εσείς.
sign-in-login = Όνομα
sign-in-password = Κωδικός
sign-in-submit = Σύνδεση
