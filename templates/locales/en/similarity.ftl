similarity-none = No known answer is near to that. Send the question: the trainers see it at once.
