app-name = Dokimasia
home-title = Home
sign-in-title = Sign in
problem-title = Something went wrong

nav-home = Home
nav-products = Products
nav-questions = Questions
nav-raised = Raised questions
nav-raised-own = My questions
nav-certifications = Certifications
nav-banks = Banks
nav-board = Board
nav-look-up = Look up
nav-people = People
nav-log = Log

flash-signed-out = You are signed out.

problem-home = To the home page
problem-number = Request number:

sign-in-lead = Show that it is you.
sign-in-login = Name
sign-in-password = Password
sign-in-submit = Sign in

menu = Menu
menu-account = Account
menu-sign-out = Sign out
nav-main = Main
nav-breadcrumbs = Where you are
nav-pages = Pages
pages-next = Next
pages-previous = Previous
preferences-language = Language
preferences-theme = Look
theme-auto = As the device
theme-dark = Dark
theme-light = Light
skip-to-content = Skip to the content
keys-heading = Keyboard shortcuts
keys-this-list = this list
keys-off = Switch single-key shortcuts off
keys-close = Close
errors-heading = Please look at these fields
field-optional = (optional)

role-manager = Manager
role-trainer = Trainer
role-head = Head
role-admin = Administrator

question-choose-all = Choose all that apply.
question-true = True
question-false = False
question-number = Number
question-unit = Unit
question-text = Your answer
