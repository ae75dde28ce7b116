app-name = Dokimasia
home-title = Home
sign-in-title = Sign in
problem-title = Something went wrong

nav-home = Home
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
