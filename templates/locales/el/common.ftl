app-name = Dokimasia
home-title = Αρχική
sign-in-title = Σύνδεση
problem-title = Κάτι πήγε στραβά

nav-home = Αρχική
nav-products = Προϊόντα
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

menu = Μενού
menu-account = Λογαριασμός
menu-sign-out = Αποσύνδεση
nav-main = Κύρια πλοήγηση
nav-breadcrumbs = Πού βρίσκεστε
nav-pages = Σελίδες
pages-next = Επόμενη
pages-previous = Προηγούμενη
preferences-language = Γλώσσα
preferences-theme = Όψη
theme-auto = Όπως η συσκευή
theme-dark = Σκούρα
theme-light = Φωτεινή
skip-to-content = Μετάβαση στο περιεχόμενο
keys-heading = Συντομεύσεις πληκτρολογίου
keys-this-list = αυτός ο κατάλογος
keys-off = Χωρίς συντομεύσεις ενός πλήκτρου
keys-close = Κλείσιμο
errors-heading = Δείτε αυτά τα πεδία
field-optional = (προαιρετικό)

role-manager = Πωλητής
role-trainer = Εκπαιδευτής
role-head = Προϊστάμενος
role-admin = Διαχειριστής

question-choose-all = Διαλέξτε όλα όσα ισχύουν.
question-true = Σωστό
question-false = Λάθος
question-number = Αριθμός
question-unit = Μονάδα
question-text = Η απάντησή σας
