-- What even SQL by hand may not do. Made anew at every start, so it may change without a migration.
DROP TRIGGER IF EXISTS attempts_closed_stay_closed;
CREATE TRIGGER attempts_closed_stay_closed BEFORE UPDATE ON attempts WHEN OLD.state = 'void' OR (OLD.state = 'submitted' AND NEW.state <> 'void')
BEGIN SELECT RAISE(ABORT, 'a closed attempt stays closed'); END;
DROP TRIGGER IF EXISTS attempts_second_is_offered;
CREATE TRIGGER attempts_second_is_offered BEFORE INSERT ON attempts WHEN NEW.second_of IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM outcomes WHERE attempt_id = NEW.second_of AND NEW.started_ms < second_form_until_ms
    AND round = (SELECT max(round) FROM outcomes WHERE attempt_id = NEW.second_of))
BEGIN SELECT RAISE(ABORT, 'no second form is offered'); END;
DROP TRIGGER IF EXISTS attempts_second_stays_second;
CREATE TRIGGER attempts_second_stays_second BEFORE UPDATE ON attempts WHEN OLD.second_of IS NOT NEW.second_of
BEGIN SELECT RAISE(ABORT, 'what an attempt is decided with stays'); END;
DROP TRIGGER IF EXISTS positions_second_is_disjoint;
CREATE TRIGGER positions_second_is_disjoint BEFORE INSERT ON positions WHEN EXISTS (
  SELECT 1 FROM attempts JOIN positions AS first ON first.attempt_id = attempts.second_of
  WHERE attempts.id = NEW.attempt_id AND first.question_id = NEW.question_id)
BEGIN SELECT RAISE(ABORT, 'the question is in the first form'); END;
DROP TRIGGER IF EXISTS versions_no_update;
CREATE TRIGGER versions_no_update BEFORE UPDATE ON versions BEGIN SELECT RAISE(ABORT, 'versions: rows are only added'); END;
DROP TRIGGER IF EXISTS versions_no_delete;
CREATE TRIGGER versions_no_delete BEFORE DELETE ON versions BEGIN SELECT RAISE(ABORT, 'versions: rows are only added'); END;
DROP TRIGGER IF EXISTS positions_no_update;
CREATE TRIGGER positions_no_update BEFORE UPDATE ON positions BEGIN SELECT RAISE(ABORT, 'positions: rows are only added'); END;
DROP TRIGGER IF EXISTS positions_no_delete;
CREATE TRIGGER positions_no_delete BEFORE DELETE ON positions BEGIN SELECT RAISE(ABORT, 'positions: rows are only added'); END;
DROP TRIGGER IF EXISTS tenures_no_update;
CREATE TRIGGER tenures_no_update BEFORE UPDATE ON tenures BEGIN SELECT RAISE(ABORT, 'tenures: rows are only added'); END;
DROP TRIGGER IF EXISTS tenures_no_delete;
CREATE TRIGGER tenures_no_delete BEFORE DELETE ON tenures BEGIN SELECT RAISE(ABORT, 'tenures: rows are only added'); END;
DROP TRIGGER IF EXISTS publications_no_update;
CREATE TRIGGER publications_no_update BEFORE UPDATE ON publications BEGIN SELECT RAISE(ABORT, 'publications: rows are only added'); END;
DROP TRIGGER IF EXISTS publications_no_delete;
CREATE TRIGGER publications_no_delete BEFORE DELETE ON publications BEGIN SELECT RAISE(ABORT, 'publications: rows are only added'); END;
DROP TRIGGER IF EXISTS publication_products_no_update;
CREATE TRIGGER publication_products_no_update BEFORE UPDATE ON publication_products BEGIN SELECT RAISE(ABORT, 'publication_products: rows are only added'); END;
DROP TRIGGER IF EXISTS publication_products_no_delete;
CREATE TRIGGER publication_products_no_delete BEFORE DELETE ON publication_products BEGIN SELECT RAISE(ABORT, 'publication_products: rows are only added'); END;
DROP TRIGGER IF EXISTS grades_no_update;
CREATE TRIGGER grades_no_update BEFORE UPDATE ON grades BEGIN SELECT RAISE(ABORT, 'grades: rows are only added'); END;
DROP TRIGGER IF EXISTS grades_no_delete;
CREATE TRIGGER grades_no_delete BEFORE DELETE ON grades BEGIN SELECT RAISE(ABORT, 'grades: rows are only added'); END;
DROP TRIGGER IF EXISTS outcomes_no_update;
CREATE TRIGGER outcomes_no_update BEFORE UPDATE ON outcomes BEGIN SELECT RAISE(ABORT, 'outcomes: rows are only added'); END;
DROP TRIGGER IF EXISTS outcomes_no_delete;
CREATE TRIGGER outcomes_no_delete BEFORE DELETE ON outcomes BEGIN SELECT RAISE(ABORT, 'outcomes: rows are only added'); END;
DROP TRIGGER IF EXISTS regrades_no_update;
CREATE TRIGGER regrades_no_update BEFORE UPDATE ON regrades BEGIN SELECT RAISE(ABORT, 'regrades: rows are only added'); END;
DROP TRIGGER IF EXISTS regrades_no_delete;
CREATE TRIGGER regrades_no_delete BEFORE DELETE ON regrades BEGIN SELECT RAISE(ABORT, 'regrades: rows are only added'); END;
DROP TRIGGER IF EXISTS regrade_ends_no_update;
CREATE TRIGGER regrade_ends_no_update BEFORE UPDATE ON regrade_ends BEGIN SELECT RAISE(ABORT, 'regrade_ends: rows are only added'); END;
DROP TRIGGER IF EXISTS regrade_ends_no_delete;
CREATE TRIGGER regrade_ends_no_delete BEFORE DELETE ON regrade_ends BEGIN SELECT RAISE(ABORT, 'regrade_ends: rows are only added'); END;
DROP TRIGGER IF EXISTS appeals_no_delete;
CREATE TRIGGER appeals_no_delete BEFORE DELETE ON appeals BEGIN SELECT RAISE(ABORT, 'appeals: rows are only added'); END;
DROP TRIGGER IF EXISTS appeal_ends_no_delete;
CREATE TRIGGER appeal_ends_no_delete BEFORE DELETE ON appeal_ends BEGIN SELECT RAISE(ABORT, 'appeal_ends: rows are only added'); END;
DROP TRIGGER IF EXISTS appeal_questions_no_update;
CREATE TRIGGER appeal_questions_no_update BEFORE UPDATE ON appeal_questions BEGIN SELECT RAISE(ABORT, 'appeal_questions: rows are only added'); END;
DROP TRIGGER IF EXISTS appeal_questions_no_delete;
CREATE TRIGGER appeal_questions_no_delete BEFORE DELETE ON appeal_questions BEGIN SELECT RAISE(ABORT, 'appeal_questions: rows are only added'); END;
DROP TRIGGER IF EXISTS voids_no_delete;
CREATE TRIGGER voids_no_delete BEFORE DELETE ON voids BEGIN SELECT RAISE(ABORT, 'voids: rows are only added'); END;
DROP TRIGGER IF EXISTS grants_no_delete;
CREATE TRIGGER grants_no_delete BEFORE DELETE ON grants BEGIN SELECT RAISE(ABORT, 'grants: rows are only added'); END;
DROP TRIGGER IF EXISTS certificates_no_update;
CREATE TRIGGER certificates_no_update BEFORE UPDATE ON certificates BEGIN SELECT RAISE(ABORT, 'certificates: rows are only added'); END;
DROP TRIGGER IF EXISTS certificates_no_delete;
CREATE TRIGGER certificates_no_delete BEFORE DELETE ON certificates BEGIN SELECT RAISE(ABORT, 'certificates: rows are only added'); END;
DROP TRIGGER IF EXISTS revocations_no_delete;
CREATE TRIGGER revocations_no_delete BEFORE DELETE ON revocations BEGIN SELECT RAISE(ABORT, 'revocations: rows are only added'); END;
DROP TRIGGER IF EXISTS waivers_no_delete;
CREATE TRIGGER waivers_no_delete BEFORE DELETE ON waivers BEGIN SELECT RAISE(ABORT, 'waivers: rows are only added'); END;
DROP TRIGGER IF EXISTS approvals_no_update;
CREATE TRIGGER approvals_no_update BEFORE UPDATE ON approvals BEGIN SELECT RAISE(ABORT, 'approvals: rows are only added'); END;
DROP TRIGGER IF EXISTS approvals_no_delete;
CREATE TRIGGER approvals_no_delete BEFORE DELETE ON approvals BEGIN SELECT RAISE(ABORT, 'approvals: rows are only added'); END;
DROP TRIGGER IF EXISTS replies_no_update;
CREATE TRIGGER replies_no_update BEFORE UPDATE ON replies BEGIN SELECT RAISE(ABORT, 'replies: rows are only added'); END;
DROP TRIGGER IF EXISTS replies_no_delete;
CREATE TRIGGER replies_no_delete BEFORE DELETE ON replies BEGIN SELECT RAISE(ABORT, 'replies: rows are only added'); END;
DROP TRIGGER IF EXISTS events_no_update;
-- Of an entry the documents may go, once what would let anybody try which they were is gone from its leaf.
CREATE TRIGGER events_no_update BEFORE UPDATE ON events WHEN NEW.before IS NOT NULL OR NEW.after IS NOT NULL
  OR (NEW.id, NEW.at_ms, NEW.actor_id, NEW.client_id, NEW.kind, NEW.object_kind, NEW.object_id)
    IS NOT (OLD.id, OLD.at_ms, OLD.actor_id, OLD.client_id, OLD.kind, OLD.object_kind, OLD.object_id)
  OR NOT EXISTS (SELECT 1 FROM leaves WHERE event_id = OLD.id AND salt IS NULL AND commitment IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'events: rows are only added'); END;
DROP TRIGGER IF EXISTS leaves_no_update;
CREATE TRIGGER leaves_no_update BEFORE UPDATE ON leaves WHEN NEW.salt IS NOT NULL
  OR (NEW.position, NEW.event_id, NEW.commitment, NEW.hashes) IS NOT (OLD.position, OLD.event_id, OLD.commitment, OLD.hashes)
BEGIN SELECT RAISE(ABORT, 'leaves: rows are only added'); END;
DROP TRIGGER IF EXISTS leaves_no_delete;
CREATE TRIGGER leaves_no_delete BEFORE DELETE ON leaves BEGIN SELECT RAISE(ABORT, 'leaves: rows are only added'); END;
DROP TRIGGER IF EXISTS events_no_delete;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events: rows are only added'); END;
DROP TRIGGER IF EXISTS characteristic_values_no_update;
CREATE TRIGGER characteristic_values_no_update BEFORE UPDATE ON characteristic_values BEGIN SELECT RAISE(ABORT, 'characteristic_values: rows are only added'); END;
DROP TRIGGER IF EXISTS characteristic_values_no_delete;
CREATE TRIGGER characteristic_values_no_delete BEFORE DELETE ON characteristic_values BEGIN SELECT RAISE(ABORT, 'characteristic_values: rows are only added'); END;
DROP TRIGGER IF EXISTS attempts_no_delete;
CREATE TRIGGER attempts_no_delete BEFORE DELETE ON attempts BEGIN SELECT RAISE(ABORT, 'attempts: rows are only added'); END;
DROP TRIGGER IF EXISTS answers_while_running;
CREATE TRIGGER answers_while_running BEFORE INSERT ON answers
WHEN NOT EXISTS (SELECT 1 FROM attempts WHERE id = NEW.attempt_id AND state = 'in_progress')
BEGIN SELECT RAISE(ABORT, 'an answer comes only to a test that runs'); END;

-- A person's revision grows with every row from which standings are computed, and a line's with every opening of its products: what was computed
-- before stands while both are the same.
DROP TRIGGER IF EXISTS tenures_revise_person;
CREATE TRIGGER tenures_revise_person AFTER INSERT ON tenures
BEGIN UPDATE people SET revision = revision + 1 WHERE id = NEW.person_id; END;
DROP TRIGGER IF EXISTS attempts_insert_revises_person;
CREATE TRIGGER attempts_insert_revises_person AFTER INSERT ON attempts
BEGIN UPDATE people SET revision = revision + 1 WHERE id = NEW.person_id; END;
DROP TRIGGER IF EXISTS attempts_update_revises_person;
CREATE TRIGGER attempts_update_revises_person AFTER UPDATE ON attempts
BEGIN UPDATE people SET revision = revision + 1 WHERE id = NEW.person_id; END;
DROP TRIGGER IF EXISTS grants_revise_person;
CREATE TRIGGER grants_revise_person AFTER INSERT ON grants
BEGIN UPDATE people SET revision = revision + 1 WHERE id = NEW.person_id; END;
DROP TRIGGER IF EXISTS waivers_revise_person;
CREATE TRIGGER waivers_revise_person AFTER INSERT ON waivers
BEGIN UPDATE people SET revision = revision + 1 WHERE id = NEW.person_id; END;
DROP TRIGGER IF EXISTS certificates_revise_person;
CREATE TRIGGER certificates_revise_person AFTER INSERT ON certificates
BEGIN UPDATE people SET revision = revision + 1 WHERE id = NEW.person_id; END;
DROP TRIGGER IF EXISTS outcomes_revise_person;
CREATE TRIGGER outcomes_revise_person AFTER INSERT ON outcomes
BEGIN UPDATE people SET revision = revision + 1 WHERE id = (SELECT person_id FROM attempts WHERE id = NEW.attempt_id); END;
DROP TRIGGER IF EXISTS voids_revise_person;
CREATE TRIGGER voids_revise_person AFTER INSERT ON voids
BEGIN UPDATE people SET revision = revision + 1 WHERE id = (SELECT person_id FROM attempts WHERE id = NEW.attempt_id); END;
DROP TRIGGER IF EXISTS revocations_revise_person;
CREATE TRIGGER revocations_revise_person AFTER INSERT ON revocations
BEGIN UPDATE people SET revision = revision + 1 WHERE id = (SELECT person_id FROM certificates WHERE id = NEW.certificate_id); END;
DROP TRIGGER IF EXISTS people_revise;
CREATE TRIGGER people_revise AFTER UPDATE OF login, name, department ON people
BEGIN UPDATE people SET revision = revision + 1 WHERE id = NEW.id; END;
DROP TRIGGER IF EXISTS openings_insert_revises_line;
CREATE TRIGGER openings_insert_revises_line AFTER INSERT ON openings
BEGIN UPDATE lines SET revision = revision + 1 WHERE id = (SELECT line_id FROM products WHERE id = NEW.product_id); END;
DROP TRIGGER IF EXISTS openings_update_revises_line;
CREATE TRIGGER openings_update_revises_line AFTER UPDATE ON openings
BEGIN UPDATE lines SET revision = revision + 1 WHERE id = (SELECT line_id FROM products WHERE id = NEW.product_id); END;
DROP TRIGGER IF EXISTS changes_no_update;
CREATE TRIGGER changes_no_update BEFORE UPDATE ON changes BEGIN SELECT RAISE(ABORT, 'changes: rows are only added'); END;
DROP TRIGGER IF EXISTS changes_no_delete;
CREATE TRIGGER changes_no_delete BEFORE DELETE ON changes BEGIN SELECT RAISE(ABORT, 'changes: rows are only added'); END;
DROP TRIGGER IF EXISTS change_questions_no_update;
CREATE TRIGGER change_questions_no_update BEFORE UPDATE ON change_questions BEGIN SELECT RAISE(ABORT, 'change_questions: rows are only added'); END;
DROP TRIGGER IF EXISTS change_questions_no_delete;
CREATE TRIGGER change_questions_no_delete BEFORE DELETE ON change_questions BEGIN SELECT RAISE(ABORT, 'change_questions: rows are only added'); END;
DROP TRIGGER IF EXISTS change_ends_no_update;
CREATE TRIGGER change_ends_no_update BEFORE UPDATE ON change_ends BEGIN SELECT RAISE(ABORT, 'change_ends: rows are only added'); END;
DROP TRIGGER IF EXISTS change_ends_no_delete;
CREATE TRIGGER change_ends_no_delete BEFORE DELETE ON change_ends BEGIN SELECT RAISE(ABORT, 'change_ends: rows are only added'); END;
DROP TRIGGER IF EXISTS suspensions_no_update;
CREATE TRIGGER suspensions_no_update BEFORE UPDATE ON suspensions BEGIN SELECT RAISE(ABORT, 'suspensions: rows are only added'); END;
DROP TRIGGER IF EXISTS suspensions_no_delete;
CREATE TRIGGER suspensions_no_delete BEFORE DELETE ON suspensions BEGIN SELECT RAISE(ABORT, 'suspensions: rows are only added'); END;
DROP TRIGGER IF EXISTS readings_no_update;
CREATE TRIGGER readings_no_update BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, 'readings: rows are only added'); END;
DROP TRIGGER IF EXISTS readings_no_delete;
CREATE TRIGGER readings_no_delete BEFORE DELETE ON readings BEGIN SELECT RAISE(ABORT, 'readings: rows are only added'); END;
DROP TRIGGER IF EXISTS origins_no_update;
CREATE TRIGGER origins_no_update BEFORE UPDATE ON origins BEGIN SELECT RAISE(ABORT, 'origins: rows are only added'); END;
DROP TRIGGER IF EXISTS origins_no_delete;
CREATE TRIGGER origins_no_delete BEFORE DELETE ON origins BEGIN SELECT RAISE(ABORT, 'origins: rows are only added'); END;
DROP TRIGGER IF EXISTS rejections_no_update;
CREATE TRIGGER rejections_no_update BEFORE UPDATE ON rejections BEGIN SELECT RAISE(ABORT, 'rejections: rows are only added'); END;
DROP TRIGGER IF EXISTS rejections_no_delete;
CREATE TRIGGER rejections_no_delete BEFORE DELETE ON rejections BEGIN SELECT RAISE(ABORT, 'rejections: rows are only added'); END;
DROP TRIGGER IF EXISTS take_backs_no_update;
CREATE TRIGGER take_backs_no_update BEFORE UPDATE ON take_backs BEGIN SELECT RAISE(ABORT, 'take_backs: rows are only added'); END;
DROP TRIGGER IF EXISTS take_backs_no_delete;
CREATE TRIGGER take_backs_no_delete BEFORE DELETE ON take_backs BEGIN SELECT RAISE(ABORT, 'take_backs: rows are only added'); END;
DROP TRIGGER IF EXISTS attempts_delta_stays;
CREATE TRIGGER attempts_delta_stays BEFORE UPDATE ON attempts WHEN OLD.delta_of IS NOT NEW.delta_of OR OLD.blueprint IS NOT NEW.blueprint
BEGIN SELECT RAISE(ABORT, 'what an attempt is about stays'); END;
-- A test on what changed earns no certificate: it lets one go on.
DROP TRIGGER IF EXISTS certificates_of_whole_tests;
CREATE TRIGGER certificates_of_whole_tests BEFORE INSERT ON certificates
WHEN EXISTS (SELECT 1 FROM attempts WHERE id = NEW.attempt_id AND delta_of IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a test on what changed earns no certificate'); END;
-- What changes and when is part of what standings are computed from.
DROP TRIGGER IF EXISTS changes_revise_line;
CREATE TRIGGER changes_revise_line AFTER INSERT ON changes
BEGIN UPDATE lines SET revision = revision + 1 WHERE id = (SELECT line_id FROM products WHERE id = NEW.product_id); END;
DROP TRIGGER IF EXISTS change_ends_revise_line;
CREATE TRIGGER change_ends_revise_line AFTER INSERT ON change_ends
BEGIN UPDATE lines SET revision = revision + 1 WHERE id =
  (SELECT products.line_id FROM changes JOIN products ON products.id = changes.product_id WHERE changes.id = NEW.change_id); END;
DROP TRIGGER IF EXISTS suspensions_revise_line;
CREATE TRIGGER suspensions_revise_line AFTER INSERT ON suspensions
BEGIN UPDATE lines SET revision = revision + 1 WHERE id =
  (SELECT products.line_id FROM changes JOIN products ON products.id = changes.product_id WHERE changes.id = NEW.change_id); END;
-- Who saw a client's question stays known.
DROP TRIGGER IF EXISTS sightings_no_update;
CREATE TRIGGER sightings_no_update BEFORE UPDATE ON sightings BEGIN SELECT RAISE(ABORT, 'sightings: rows are only added'); END;
DROP TRIGGER IF EXISTS sightings_no_delete;
CREATE TRIGGER sightings_no_delete BEFORE DELETE ON sightings BEGIN SELECT RAISE(ABORT, 'sightings: rows are only added'); END;
DROP TRIGGER IF EXISTS sheets_no_update;
CREATE TRIGGER sheets_no_update BEFORE UPDATE ON sheets BEGIN SELECT RAISE(ABORT, 'sheets: rows are only added'); END;
DROP TRIGGER IF EXISTS sheets_no_delete;
CREATE TRIGGER sheets_no_delete BEFORE DELETE ON sheets BEGIN SELECT RAISE(ABORT, 'sheets: rows are only added'); END;
DROP TRIGGER IF EXISTS meetings_no_delete;
CREATE TRIGGER meetings_no_delete BEFORE DELETE ON meetings BEGIN SELECT RAISE(ABORT, 'meetings: rows are only added'); END;
-- Words learned from clients are part of what is searched.
DROP TRIGGER IF EXISTS aliases_revise_line;
CREATE TRIGGER aliases_revise_line AFTER INSERT ON aliases
BEGIN UPDATE lines SET revision = revision + 1 WHERE id = (SELECT line_id FROM questions WHERE id = NEW.question_id); END;
DROP TRIGGER IF EXISTS aliases_end_revises_line;
CREATE TRIGGER aliases_end_revises_line AFTER DELETE ON aliases
BEGIN UPDATE lines SET revision = revision + 1 WHERE id = (SELECT line_id FROM questions WHERE id = OLD.question_id); END;
DROP TRIGGER IF EXISTS aliases_no_update;
CREATE TRIGGER aliases_no_update BEFORE UPDATE ON aliases BEGIN SELECT RAISE(ABORT, 'aliases: what a client said stays'); END;
-- So are answers that are not in the bank yet.
DROP TRIGGER IF EXISTS replies_revise_line;
CREATE TRIGGER replies_revise_line AFTER INSERT ON replies
BEGIN UPDATE lines SET revision = revision + 1 WHERE id =
  (SELECT products.line_id FROM raised_questions JOIN products ON products.id = raised_questions.product_id WHERE raised_questions.id = NEW.raised_id); END;
DROP TRIGGER IF EXISTS raised_questions_revise_line;
CREATE TRIGGER raised_questions_revise_line AFTER UPDATE OF state, same_as ON raised_questions WHEN OLD.state = 'answered' OR NEW.state = 'answered'
BEGIN UPDATE lines SET revision = revision + 1 WHERE id = (SELECT line_id FROM products WHERE id = NEW.product_id); END;
-- What was handed in stays as it came.
DROP TRIGGER IF EXISTS files_no_delete;
CREATE TRIGGER files_no_delete BEFORE DELETE ON files BEGIN SELECT RAISE(ABORT, 'files: rows are only added'); END;
DROP TRIGGER IF EXISTS pictures_no_update;
CREATE TRIGGER pictures_no_update BEFORE UPDATE ON pictures BEGIN SELECT RAISE(ABORT, 'pictures: rows are only added'); END;
DROP TRIGGER IF EXISTS pictures_no_delete;
CREATE TRIGGER pictures_no_delete BEFORE DELETE ON pictures BEGIN SELECT RAISE(ABORT, 'pictures: rows are only added'); END;
-- What came of a file is only added, and what was handed in stays; only what is to be done with it, and when it was, may be noted.
DROP TRIGGER IF EXISTS batches_no_delete;
CREATE TRIGGER batches_no_delete BEFORE DELETE ON batches BEGIN SELECT RAISE(ABORT, 'batches: what was handed in stays'); END;
DROP TRIGGER IF EXISTS batches_stay;
CREATE TRIGGER batches_stay BEFORE UPDATE ON batches WHEN OLD.bytes IS NOT NEW.bytes OR OLD.added_ms IS NOT NEW.added_ms
  OR (OLD.taken_ms IS NOT NULL AND (OLD.taken_ms IS NOT NEW.taken_ms OR OLD.plan IS NOT NEW.plan))
  OR (OLD.undone_ms IS NOT NULL AND OLD.undone_ms IS NOT NEW.undone_ms)
BEGIN SELECT RAISE(ABORT, 'batches: what was taken in stays'); END;
DROP TRIGGER IF EXISTS batch_questions_no_update;
CREATE TRIGGER batch_questions_no_update BEFORE UPDATE ON batch_questions BEGIN SELECT RAISE(ABORT, 'batch_questions: rows are only added'); END;
DROP TRIGGER IF EXISTS batch_questions_no_delete;
CREATE TRIGGER batch_questions_no_delete BEFORE DELETE ON batch_questions BEGIN SELECT RAISE(ABORT, 'batch_questions: rows are only added'); END;
DROP TRIGGER IF EXISTS kit_entries_no_delete;
CREATE TRIGGER kit_entries_no_delete BEFORE DELETE ON kit_entries BEGIN SELECT RAISE(ABORT, 'kit_entries: what is removed stays'); END;
-- A client that was revoked stays so, and what it was given stays.
DROP TRIGGER IF EXISTS clients_stay;
CREATE TRIGGER clients_stay BEFORE UPDATE ON clients WHEN OLD.revoked_ms IS NOT NULL AND OLD.revoked_ms IS NOT NEW.revoked_ms
  OR OLD.scopes <> NEW.scopes OR OLD.lines <> NEW.lines OR OLD.departments <> NEW.departments OR OLD.author_id IS NOT NEW.author_id
BEGIN SELECT RAISE(ABORT, 'what a client was given stays'); END;
DROP TRIGGER IF EXISTS clients_no_delete;
CREATE TRIGGER clients_no_delete BEFORE DELETE ON clients BEGIN SELECT RAISE(ABORT, 'clients: rows stay'); END;
DROP TRIGGER IF EXISTS corrections_no_update;
CREATE TRIGGER corrections_no_update BEFORE UPDATE ON corrections BEGIN SELECT RAISE(ABORT, 'corrections: rows are only added'); END;
DROP TRIGGER IF EXISTS corrections_no_delete;
CREATE TRIGGER corrections_no_delete BEFORE DELETE ON corrections BEGIN SELECT RAISE(ABORT, 'corrections: rows are only added'); END;
DROP TRIGGER IF EXISTS reviews_no_update;
CREATE TRIGGER reviews_no_update BEFORE UPDATE ON reviews BEGIN SELECT RAISE(ABORT, 'reviews: rows are only added'); END;
DROP TRIGGER IF EXISTS review_undos_no_update;
CREATE TRIGGER review_undos_no_update BEFORE UPDATE ON review_undos BEGIN SELECT RAISE(ABORT, 'review_undos: rows are only added'); END;
DROP TRIGGER IF EXISTS forecasts_no_update;
CREATE TRIGGER forecasts_no_update BEFORE UPDATE ON forecasts BEGIN SELECT RAISE(ABORT, 'forecasts: rows are only added'); END;
DROP TRIGGER IF EXISTS forecasts_no_delete;
CREATE TRIGGER forecasts_no_delete BEFORE DELETE ON forecasts BEGIN SELECT RAISE(ABORT, 'forecasts: rows are only added'); END;
DROP TRIGGER IF EXISTS contest_answers_no_delete;
CREATE TRIGGER contest_answers_no_delete BEFORE DELETE ON contest_answers BEGIN SELECT RAISE(ABORT, 'contest_answers: rows are only added'); END;
-- A certificate keeps its place among what holds no more: nobody else's is ever read there. Its link may change.
DROP TRIGGER IF EXISTS credentials_no_delete;
CREATE TRIGGER credentials_no_delete BEFORE DELETE ON credentials BEGIN SELECT RAISE(ABORT, 'credentials: a place is kept'); END;
DROP TRIGGER IF EXISTS credentials_stay;
CREATE TRIGGER credentials_stay BEFORE UPDATE ON credentials
WHEN OLD.certificate_id <> NEW.certificate_id OR OLD.list <> NEW.list OR OLD.place <> NEW.place
BEGIN SELECT RAISE(ABORT, 'credentials: a place is kept'); END;
-- A narrow door: in the transaction that erases a person, which `erasures` says, what tells of them may be emptied, and nothing else of those rows
-- changes; in one that `prunings` says, what was kept long enough may go.
DROP TRIGGER IF EXISTS voids_no_update;
CREATE TRIGGER voids_no_update BEFORE UPDATE OF attempt_id, voided_by, voided_ms ON voids
BEGIN SELECT RAISE(ABORT, 'voids: rows are only added'); END;
DROP TRIGGER IF EXISTS voids_reason_stays;
CREATE TRIGGER voids_reason_stays BEFORE UPDATE OF reason ON voids WHEN NEW.reason <> '' OR NOT EXISTS (SELECT 1 FROM erasures WHERE door = 'open' AND person_id = (SELECT person_id FROM attempts WHERE id = OLD.attempt_id))
BEGIN SELECT RAISE(ABORT, 'voids: rows are only added'); END;
DROP TRIGGER IF EXISTS grants_no_update;
CREATE TRIGGER grants_no_update BEFORE UPDATE OF id, person_id, certification_id, granted_by, granted_ms ON grants
BEGIN SELECT RAISE(ABORT, 'grants: rows are only added'); END;
DROP TRIGGER IF EXISTS grants_reason_stays;
CREATE TRIGGER grants_reason_stays BEFORE UPDATE OF reason ON grants WHEN NEW.reason <> '' OR NOT EXISTS (SELECT 1 FROM erasures WHERE door = 'open' AND person_id = OLD.person_id)
BEGIN SELECT RAISE(ABORT, 'grants: rows are only added'); END;
DROP TRIGGER IF EXISTS waivers_no_update;
CREATE TRIGGER waivers_no_update BEFORE UPDATE OF id, person_id, product_id, granted_by, granted_ms, until_ms ON waivers
BEGIN SELECT RAISE(ABORT, 'waivers: rows are only added'); END;
DROP TRIGGER IF EXISTS waivers_reason_stays;
CREATE TRIGGER waivers_reason_stays BEFORE UPDATE OF reason ON waivers WHEN NEW.reason <> '' OR NOT EXISTS (SELECT 1 FROM erasures WHERE door = 'open' AND person_id = OLD.person_id)
BEGIN SELECT RAISE(ABORT, 'waivers: rows are only added'); END;
DROP TRIGGER IF EXISTS revocations_no_update;
CREATE TRIGGER revocations_no_update BEFORE UPDATE OF certificate_id, revoked_by, revoked_ms ON revocations
BEGIN SELECT RAISE(ABORT, 'revocations: rows are only added'); END;
DROP TRIGGER IF EXISTS revocations_reason_stays;
CREATE TRIGGER revocations_reason_stays BEFORE UPDATE OF reason ON revocations WHEN NEW.reason <> '' OR NOT EXISTS (SELECT 1 FROM erasures WHERE door = 'open' AND person_id = (SELECT person_id FROM certificates WHERE id = OLD.certificate_id))
BEGIN SELECT RAISE(ABORT, 'revocations: rows are only added'); END;
DROP TRIGGER IF EXISTS appeals_no_update;
CREATE TRIGGER appeals_no_update BEFORE UPDATE OF id, attempt_id, number, person_id, filed_ms, due_ms ON appeals
BEGIN SELECT RAISE(ABORT, 'appeals: rows are only added'); END;
DROP TRIGGER IF EXISTS appeals_words_stay;
CREATE TRIGGER appeals_words_stay BEFORE UPDATE OF words ON appeals WHEN NEW.words <> '' OR NOT EXISTS (SELECT 1 FROM erasures WHERE door = 'open' AND person_id = OLD.person_id)
BEGIN SELECT RAISE(ABORT, 'appeals: rows are only added'); END;
DROP TRIGGER IF EXISTS appeal_ends_no_update;
CREATE TRIGGER appeal_ends_no_update BEFORE UPDATE OF appeal_id, verdict, remedy, ended_by, ended_ms ON appeal_ends
BEGIN SELECT RAISE(ABORT, 'appeal_ends: rows are only added'); END;
DROP TRIGGER IF EXISTS appeal_ends_reason_stays;
CREATE TRIGGER appeal_ends_reason_stays BEFORE UPDATE OF reason ON appeal_ends WHEN NEW.reason <> '' OR NOT EXISTS (SELECT 1 FROM erasures WHERE door = 'open' AND person_id = (SELECT person_id FROM appeals WHERE id = OLD.appeal_id))
BEGIN SELECT RAISE(ABORT, 'appeal_ends: rows are only added'); END;
DROP TRIGGER IF EXISTS answers_no_update;
CREATE TRIGGER answers_no_update BEFORE UPDATE OF attempt_id, position, revision, saved_ms ON answers
BEGIN SELECT RAISE(ABORT, 'answers: rows are only added'); END;
DROP TRIGGER IF EXISTS answers_stay;
CREATE TRIGGER answers_stay BEFORE UPDATE OF answer ON answers WHEN NEW.answer IS NOT '{"text":""}' OR NOT EXISTS (SELECT 1 FROM erasures WHERE door = 'open' AND person_id = (SELECT person_id FROM attempts WHERE id = OLD.attempt_id))
BEGIN SELECT RAISE(ABORT, 'answers: rows are only added'); END;
DROP TRIGGER IF EXISTS answers_no_delete;
CREATE TRIGGER answers_no_delete BEFORE DELETE ON answers WHEN NOT EXISTS (SELECT 1 FROM prunings WHERE door = 'open')
BEGIN SELECT RAISE(ABORT, 'answers: rows are only added'); END;
DROP TRIGGER IF EXISTS files_no_update;
CREATE TRIGGER files_no_update BEFORE UPDATE OF id, media_type, size, sha256, width, height, added_by, added_ms, bytes ON files
BEGIN SELECT RAISE(ABORT, 'files: rows are only added'); END;
DROP TRIGGER IF EXISTS files_name_stays;
CREATE TRIGGER files_name_stays BEFORE UPDATE OF name ON files WHEN NEW.name <> 'document.pdf' OR NOT EXISTS (SELECT 1 FROM erasures WHERE door = 'open' AND person_id = OLD.added_by)
BEGIN SELECT RAISE(ABORT, 'files: rows are only added'); END;
DROP TRIGGER IF EXISTS contest_answers_no_update;
CREATE TRIGGER contest_answers_no_update BEFORE UPDATE OF contest_id, person_id, position, share, score, took_ms ON contest_answers
BEGIN SELECT RAISE(ABORT, 'contest_answers: rows are only added'); END;
DROP TRIGGER IF EXISTS contest_answers_stay;
CREATE TRIGGER contest_answers_stay BEFORE UPDATE OF answer ON contest_answers WHEN NEW.answer <> 'null' OR NOT EXISTS (SELECT 1 FROM erasures WHERE door = 'open' AND person_id = OLD.person_id)
BEGIN SELECT RAISE(ABORT, 'contest_answers: rows are only added'); END;
DROP TRIGGER IF EXISTS reviews_no_delete;
CREATE TRIGGER reviews_no_delete BEFORE DELETE ON reviews WHEN NOT EXISTS (SELECT 1 FROM prunings WHERE door = 'open')
BEGIN SELECT RAISE(ABORT, 'reviews: rows are only added'); END;
DROP TRIGGER IF EXISTS review_undos_no_delete;
CREATE TRIGGER review_undos_no_delete BEFORE DELETE ON review_undos WHEN NOT EXISTS (SELECT 1 FROM prunings WHERE door = 'open')
BEGIN SELECT RAISE(ABORT, 'review_undos: rows are only added'); END;
-- Who was forgotten stays so.
DROP TRIGGER IF EXISTS erasures_stay;
CREATE TRIGGER erasures_stay BEFORE UPDATE ON erasures WHEN OLD.person_id <> NEW.person_id OR OLD.withdrawn_ms IS NOT NULL
  OR OLD.done_ms IS NOT NULL AND (OLD.done_ms IS NOT NEW.done_ms OR OLD.called <> NEW.called OR NEW.withdrawn_ms IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'erasures: what was decided stays'); END;
DROP TRIGGER IF EXISTS erasures_no_delete;
CREATE TRIGGER erasures_no_delete BEFORE DELETE ON erasures
BEGIN SELECT RAISE(ABORT, 'erasures: rows stay'); END;
DROP TRIGGER IF EXISTS prunings_no_delete;
CREATE TRIGGER prunings_no_delete BEFORE DELETE ON prunings
BEGIN SELECT RAISE(ABORT, 'prunings: rows stay'); END;
