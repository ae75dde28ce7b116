# The document of the API as pages. What stands in it is English everywhere.
reference-title = API for programs
reference-lead = For whoever writes software that asks this server. Everything below comes from the program itself, and every example was sent to it.
reference-document = OpenAPI document (JSON)
reference-who = Who may:
reference-everybody = everybody
reference-parameters = Parameters
reference-body = Body
reference-answers = Answers
reference-examples = Examples
reference-shapes = Shapes
reference-one-of = One of:
