-- What even SQL by hand may not do. Made anew when it changed, so it may change without a migration.

-- Texts are compared by their bytes, as on SQLite: the same order on every server, and LIKE finds beginnings by index.
DO $$ DECLARE it record; BEGIN
  FOR it IN SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
      AND a.atttypid = 'text'::regtype AND a.attcollation <> 'pg_catalog."C"'::regcollation
  LOOP EXECUTE format('ALTER TABLE %I ALTER COLUMN %I TYPE text COLLATE "C"', it.relname, it.attname); END LOOP;
END $$;

CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'check_violation'; END $$;
CREATE OR REPLACE TRIGGER attempts_closed_stay_closed BEFORE UPDATE ON attempts FOR EACH ROW
WHEN (OLD.state = 'void' OR (OLD.state = 'submitted' AND NEW.state <> 'void')) EXECUTE FUNCTION refuse('a closed attempt stays closed');
CREATE OR REPLACE FUNCTION refuse_second_not_offered() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM outcomes WHERE attempt_id = NEW.second_of AND NEW.started_ms < second_form_until_ms
    AND round = (SELECT max(round) FROM outcomes WHERE attempt_id = NEW.second_of)) THEN
    RAISE EXCEPTION 'no second form is offered' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION refuse_second_not_disjoint() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF EXISTS (SELECT 1 FROM attempts JOIN positions AS first ON first.attempt_id = attempts.second_of
    WHERE attempts.id = NEW.attempt_id AND first.question_id = NEW.question_id) THEN
    RAISE EXCEPTION 'the question is in the first form' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER attempts_second_is_offered BEFORE INSERT ON attempts FOR EACH ROW
WHEN (NEW.second_of IS NOT NULL) EXECUTE FUNCTION refuse_second_not_offered();
CREATE OR REPLACE TRIGGER attempts_second_stays_second BEFORE UPDATE ON attempts FOR EACH ROW
WHEN (OLD.second_of IS DISTINCT FROM NEW.second_of) EXECUTE FUNCTION refuse('what an attempt is decided with stays');
CREATE OR REPLACE TRIGGER positions_second_is_disjoint BEFORE INSERT ON positions FOR EACH ROW EXECUTE FUNCTION refuse_second_not_disjoint();
CREATE OR REPLACE TRIGGER versions_no_update BEFORE UPDATE ON versions FOR EACH ROW EXECUTE FUNCTION refuse('versions: rows are only added');
CREATE OR REPLACE TRIGGER versions_no_delete BEFORE DELETE ON versions FOR EACH ROW EXECUTE FUNCTION refuse('versions: rows are only added');
CREATE OR REPLACE TRIGGER positions_no_update BEFORE UPDATE ON positions FOR EACH ROW EXECUTE FUNCTION refuse('positions: rows are only added');
CREATE OR REPLACE TRIGGER positions_no_delete BEFORE DELETE ON positions FOR EACH ROW EXECUTE FUNCTION refuse('positions: rows are only added');
CREATE OR REPLACE TRIGGER tenures_no_update BEFORE UPDATE ON tenures FOR EACH ROW EXECUTE FUNCTION refuse('tenures: rows are only added');
CREATE OR REPLACE TRIGGER tenures_no_delete BEFORE DELETE ON tenures FOR EACH ROW EXECUTE FUNCTION refuse('tenures: rows are only added');
CREATE OR REPLACE TRIGGER publications_no_update BEFORE UPDATE ON publications FOR EACH ROW EXECUTE FUNCTION refuse('publications: rows are only added');
CREATE OR REPLACE TRIGGER publications_no_delete BEFORE DELETE ON publications FOR EACH ROW EXECUTE FUNCTION refuse('publications: rows are only added');
CREATE OR REPLACE TRIGGER publication_products_no_update BEFORE UPDATE ON publication_products FOR EACH ROW EXECUTE FUNCTION refuse('publication_products: rows are only added');
CREATE OR REPLACE TRIGGER publication_products_no_delete BEFORE DELETE ON publication_products FOR EACH ROW EXECUTE FUNCTION refuse('publication_products: rows are only added');
CREATE OR REPLACE TRIGGER grades_no_update BEFORE UPDATE ON grades FOR EACH ROW EXECUTE FUNCTION refuse('grades: rows are only added');
CREATE OR REPLACE TRIGGER grades_no_delete BEFORE DELETE ON grades FOR EACH ROW EXECUTE FUNCTION refuse('grades: rows are only added');
CREATE OR REPLACE TRIGGER outcomes_no_update BEFORE UPDATE ON outcomes FOR EACH ROW EXECUTE FUNCTION refuse('outcomes: rows are only added');
CREATE OR REPLACE TRIGGER outcomes_no_delete BEFORE DELETE ON outcomes FOR EACH ROW EXECUTE FUNCTION refuse('outcomes: rows are only added');
CREATE OR REPLACE TRIGGER voids_no_delete BEFORE DELETE ON voids FOR EACH ROW EXECUTE FUNCTION refuse('voids: rows are only added');
CREATE OR REPLACE TRIGGER grants_no_delete BEFORE DELETE ON grants FOR EACH ROW EXECUTE FUNCTION refuse('grants: rows are only added');
CREATE OR REPLACE TRIGGER regrades_no_update BEFORE UPDATE ON regrades FOR EACH ROW EXECUTE FUNCTION refuse('regrades: rows are only added');
CREATE OR REPLACE TRIGGER regrades_no_delete BEFORE DELETE ON regrades FOR EACH ROW EXECUTE FUNCTION refuse('regrades: rows are only added');
CREATE OR REPLACE TRIGGER regrade_ends_no_update BEFORE UPDATE ON regrade_ends FOR EACH ROW EXECUTE FUNCTION refuse('regrade_ends: rows are only added');
CREATE OR REPLACE TRIGGER regrade_ends_no_delete BEFORE DELETE ON regrade_ends FOR EACH ROW EXECUTE FUNCTION refuse('regrade_ends: rows are only added');
CREATE OR REPLACE TRIGGER appeals_no_delete BEFORE DELETE ON appeals FOR EACH ROW EXECUTE FUNCTION refuse('appeals: rows are only added');
CREATE OR REPLACE TRIGGER appeal_ends_no_delete BEFORE DELETE ON appeal_ends FOR EACH ROW EXECUTE FUNCTION refuse('appeal_ends: rows are only added');
CREATE OR REPLACE TRIGGER appeal_questions_no_update BEFORE UPDATE ON appeal_questions FOR EACH ROW EXECUTE FUNCTION refuse('appeal_questions: rows are only added');
CREATE OR REPLACE TRIGGER appeal_questions_no_delete BEFORE DELETE ON appeal_questions FOR EACH ROW EXECUTE FUNCTION refuse('appeal_questions: rows are only added');
CREATE OR REPLACE TRIGGER certificates_no_update BEFORE UPDATE ON certificates FOR EACH ROW EXECUTE FUNCTION refuse('certificates: rows are only added');
CREATE OR REPLACE TRIGGER certificates_no_delete BEFORE DELETE ON certificates FOR EACH ROW EXECUTE FUNCTION refuse('certificates: rows are only added');
CREATE OR REPLACE TRIGGER revocations_no_delete BEFORE DELETE ON revocations FOR EACH ROW EXECUTE FUNCTION refuse('revocations: rows are only added');
CREATE OR REPLACE TRIGGER waivers_no_delete BEFORE DELETE ON waivers FOR EACH ROW EXECUTE FUNCTION refuse('waivers: rows are only added');
CREATE OR REPLACE TRIGGER approvals_no_update BEFORE UPDATE ON approvals FOR EACH ROW EXECUTE FUNCTION refuse('approvals: rows are only added');
CREATE OR REPLACE TRIGGER approvals_no_delete BEFORE DELETE ON approvals FOR EACH ROW EXECUTE FUNCTION refuse('approvals: rows are only added');
CREATE OR REPLACE TRIGGER replies_no_update BEFORE UPDATE ON replies FOR EACH ROW EXECUTE FUNCTION refuse('replies: rows are only added');
CREATE OR REPLACE TRIGGER replies_no_delete BEFORE DELETE ON replies FOR EACH ROW EXECUTE FUNCTION refuse('replies: rows are only added');
-- Of an entry the documents may go, once what would let anybody try which they were is gone from its leaf.
CREATE OR REPLACE FUNCTION refuse_unless_erased() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF NEW.before IS NOT NULL OR NEW.after IS NOT NULL
    OR (NEW.id, NEW.at_ms, NEW.actor_id, NEW.client_id, NEW.kind, NEW.object_kind, NEW.object_id)
      IS DISTINCT FROM (OLD.id, OLD.at_ms, OLD.actor_id, OLD.client_id, OLD.kind, OLD.object_kind, OLD.object_id)
    OR NOT EXISTS (SELECT 1 FROM leaves WHERE event_id = OLD.id AND salt IS NULL AND commitment IS NOT NULL) THEN
    RAISE EXCEPTION 'events: rows are only added' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER events_no_update BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION refuse_unless_erased();
CREATE OR REPLACE TRIGGER leaves_no_update BEFORE UPDATE ON leaves FOR EACH ROW WHEN (NEW.salt IS NOT NULL
  OR (NEW.position, NEW.event_id, NEW.commitment, NEW.hashes) IS DISTINCT FROM (OLD.position, OLD.event_id, OLD.commitment, OLD.hashes))
EXECUTE FUNCTION refuse('leaves: rows are only added');
CREATE OR REPLACE TRIGGER leaves_no_delete BEFORE DELETE ON leaves FOR EACH ROW EXECUTE FUNCTION refuse('leaves: rows are only added');
CREATE OR REPLACE TRIGGER events_no_delete BEFORE DELETE ON events FOR EACH ROW EXECUTE FUNCTION refuse('events: rows are only added');
CREATE OR REPLACE TRIGGER characteristic_values_no_update BEFORE UPDATE ON characteristic_values FOR EACH ROW EXECUTE FUNCTION refuse('characteristic_values: rows are only added');
CREATE OR REPLACE TRIGGER characteristic_values_no_delete BEFORE DELETE ON characteristic_values FOR EACH ROW EXECUTE FUNCTION refuse('characteristic_values: rows are only added');
CREATE OR REPLACE TRIGGER attempts_no_delete BEFORE DELETE ON attempts FOR EACH ROW EXECUTE FUNCTION refuse('attempts: rows are only added');
-- The lock lets a submission wait for the answers that are being saved, so that it grades them. Whoever comes too late tries again, and is told.
CREATE OR REPLACE FUNCTION expect_running() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  PERFORM 1 FROM attempts WHERE id = NEW.attempt_id AND state = 'in_progress' FOR SHARE;
  IF NOT FOUND THEN RAISE EXCEPTION 'an answer comes only to a test that runs' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER answers_while_running BEFORE INSERT ON answers FOR EACH ROW EXECUTE FUNCTION expect_running();

-- A person's revision grows with every row from which standings are computed, and a line's with every opening of its products: what was computed
-- before stands while both are the same, on whichever server.
CREATE OR REPLACE FUNCTION revise_person() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN UPDATE people SET revision = revision + 1 WHERE id = NEW.person_id; RETURN NULL; END $$;
CREATE OR REPLACE FUNCTION revise_person_of_attempt() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN UPDATE people SET revision = revision + 1 WHERE id = (SELECT person_id FROM attempts WHERE id = NEW.attempt_id); RETURN NULL; END $$;
CREATE OR REPLACE FUNCTION revise_person_of_certificate() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN UPDATE people SET revision = revision + 1 WHERE id = (SELECT person_id FROM certificates WHERE id = NEW.certificate_id); RETURN NULL; END $$;
CREATE OR REPLACE FUNCTION revise_itself() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN NEW.revision := OLD.revision + 1; RETURN NEW; END $$;
CREATE OR REPLACE FUNCTION revise_line_of_product() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN UPDATE lines SET revision = revision + 1 WHERE id = (SELECT line_id FROM products WHERE id = NEW.product_id); RETURN NULL; END $$;
CREATE OR REPLACE TRIGGER tenures_revise_person AFTER INSERT ON tenures FOR EACH ROW EXECUTE FUNCTION revise_person();
CREATE OR REPLACE TRIGGER attempts_revise_person AFTER INSERT OR UPDATE ON attempts FOR EACH ROW EXECUTE FUNCTION revise_person();
CREATE OR REPLACE TRIGGER grants_revise_person AFTER INSERT ON grants FOR EACH ROW EXECUTE FUNCTION revise_person();
CREATE OR REPLACE TRIGGER waivers_revise_person AFTER INSERT ON waivers FOR EACH ROW EXECUTE FUNCTION revise_person();
CREATE OR REPLACE TRIGGER certificates_revise_person AFTER INSERT ON certificates FOR EACH ROW EXECUTE FUNCTION revise_person();
CREATE OR REPLACE TRIGGER outcomes_revise_person AFTER INSERT ON outcomes FOR EACH ROW EXECUTE FUNCTION revise_person_of_attempt();
CREATE OR REPLACE TRIGGER voids_revise_person AFTER INSERT ON voids FOR EACH ROW EXECUTE FUNCTION revise_person_of_attempt();
CREATE OR REPLACE TRIGGER revocations_revise_person AFTER INSERT ON revocations FOR EACH ROW EXECUTE FUNCTION revise_person_of_certificate();
CREATE OR REPLACE TRIGGER people_revise BEFORE UPDATE OF login, name, department ON people FOR EACH ROW EXECUTE FUNCTION revise_itself();
CREATE OR REPLACE TRIGGER openings_revise_line AFTER INSERT OR UPDATE ON openings FOR EACH ROW EXECUTE FUNCTION revise_line_of_product();
CREATE OR REPLACE TRIGGER changes_no_update BEFORE UPDATE ON changes FOR EACH ROW EXECUTE FUNCTION refuse('changes: rows are only added');
CREATE OR REPLACE TRIGGER changes_no_delete BEFORE DELETE ON changes FOR EACH ROW EXECUTE FUNCTION refuse('changes: rows are only added');
CREATE OR REPLACE TRIGGER change_questions_no_update BEFORE UPDATE ON change_questions FOR EACH ROW EXECUTE FUNCTION refuse('change_questions: rows are only added');
CREATE OR REPLACE TRIGGER change_questions_no_delete BEFORE DELETE ON change_questions FOR EACH ROW EXECUTE FUNCTION refuse('change_questions: rows are only added');
CREATE OR REPLACE TRIGGER change_ends_no_update BEFORE UPDATE ON change_ends FOR EACH ROW EXECUTE FUNCTION refuse('change_ends: rows are only added');
CREATE OR REPLACE TRIGGER change_ends_no_delete BEFORE DELETE ON change_ends FOR EACH ROW EXECUTE FUNCTION refuse('change_ends: rows are only added');
CREATE OR REPLACE TRIGGER suspensions_no_update BEFORE UPDATE ON suspensions FOR EACH ROW EXECUTE FUNCTION refuse('suspensions: rows are only added');
CREATE OR REPLACE TRIGGER suspensions_no_delete BEFORE DELETE ON suspensions FOR EACH ROW EXECUTE FUNCTION refuse('suspensions: rows are only added');
CREATE OR REPLACE TRIGGER readings_no_update BEFORE UPDATE ON readings FOR EACH ROW EXECUTE FUNCTION refuse('readings: rows are only added');
CREATE OR REPLACE TRIGGER readings_no_delete BEFORE DELETE ON readings FOR EACH ROW EXECUTE FUNCTION refuse('readings: rows are only added');
CREATE OR REPLACE TRIGGER origins_no_update BEFORE UPDATE ON origins FOR EACH ROW EXECUTE FUNCTION refuse('origins: rows are only added');
CREATE OR REPLACE TRIGGER origins_no_delete BEFORE DELETE ON origins FOR EACH ROW EXECUTE FUNCTION refuse('origins: rows are only added');
CREATE OR REPLACE TRIGGER rejections_no_update BEFORE UPDATE ON rejections FOR EACH ROW EXECUTE FUNCTION refuse('rejections: rows are only added');
CREATE OR REPLACE TRIGGER rejections_no_delete BEFORE DELETE ON rejections FOR EACH ROW EXECUTE FUNCTION refuse('rejections: rows are only added');
CREATE OR REPLACE TRIGGER take_backs_no_update BEFORE UPDATE ON take_backs FOR EACH ROW EXECUTE FUNCTION refuse('take_backs: rows are only added');
CREATE OR REPLACE TRIGGER take_backs_no_delete BEFORE DELETE ON take_backs FOR EACH ROW EXECUTE FUNCTION refuse('take_backs: rows are only added');
CREATE OR REPLACE TRIGGER attempts_delta_stays BEFORE UPDATE ON attempts FOR EACH ROW
WHEN (OLD.delta_of IS DISTINCT FROM NEW.delta_of OR OLD.blueprint IS DISTINCT FROM NEW.blueprint) EXECUTE FUNCTION refuse('what an attempt is about stays');
-- A test on what changed earns no certificate: it lets one go on.
CREATE OR REPLACE FUNCTION refuse_delta() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF EXISTS (SELECT 1 FROM attempts WHERE id = NEW.attempt_id AND delta_of IS NOT NULL) THEN
    RAISE EXCEPTION 'a test on what changed earns no certificate' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER certificates_of_whole_tests BEFORE INSERT ON certificates FOR EACH ROW EXECUTE FUNCTION refuse_delta();
-- What changes and when is part of what standings are computed from.
CREATE OR REPLACE TRIGGER changes_revise_line AFTER INSERT ON changes FOR EACH ROW EXECUTE FUNCTION revise_line_of_product();
CREATE OR REPLACE FUNCTION revise_line_of_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  UPDATE lines SET revision = revision + 1 WHERE id =
    (SELECT products.line_id FROM changes JOIN products ON products.id = changes.product_id WHERE changes.id = NEW.change_id);
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER change_ends_revise_line AFTER INSERT ON change_ends FOR EACH ROW EXECUTE FUNCTION revise_line_of_change();
CREATE OR REPLACE TRIGGER suspensions_revise_line AFTER INSERT ON suspensions FOR EACH ROW EXECUTE FUNCTION revise_line_of_change();
-- Who saw a client's question stays known.
CREATE OR REPLACE TRIGGER sightings_no_update BEFORE UPDATE ON sightings FOR EACH ROW EXECUTE FUNCTION refuse('sightings: rows are only added');
CREATE OR REPLACE TRIGGER sightings_no_delete BEFORE DELETE ON sightings FOR EACH ROW EXECUTE FUNCTION refuse('sightings: rows are only added');
CREATE OR REPLACE TRIGGER sheets_no_update BEFORE UPDATE ON sheets FOR EACH ROW EXECUTE FUNCTION refuse('sheets: rows are only added');
CREATE OR REPLACE TRIGGER sheets_no_delete BEFORE DELETE ON sheets FOR EACH ROW EXECUTE FUNCTION refuse('sheets: rows are only added');
CREATE OR REPLACE TRIGGER meetings_no_delete BEFORE DELETE ON meetings FOR EACH ROW EXECUTE FUNCTION refuse('meetings: rows are only added');
-- Words learned from clients are part of what is searched.
CREATE OR REPLACE FUNCTION revise_line_of_question() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  UPDATE lines SET revision = revision + 1 WHERE id =
    (SELECT line_id FROM questions WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.question_id ELSE NEW.question_id END);
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER aliases_revise_line AFTER INSERT OR DELETE ON aliases FOR EACH ROW EXECUTE FUNCTION revise_line_of_question();
CREATE OR REPLACE TRIGGER aliases_no_update BEFORE UPDATE ON aliases FOR EACH ROW EXECUTE FUNCTION refuse('aliases: what a client said stays');
-- So are answers that are not in the bank yet.
CREATE OR REPLACE FUNCTION revise_line_of_reply() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  UPDATE lines SET revision = revision + 1 WHERE id =
    (SELECT products.line_id FROM raised_questions JOIN products ON products.id = raised_questions.product_id WHERE raised_questions.id = NEW.raised_id);
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER replies_revise_line AFTER INSERT ON replies FOR EACH ROW EXECUTE FUNCTION revise_line_of_reply();
CREATE OR REPLACE FUNCTION revise_line_of_raised() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN UPDATE lines SET revision = revision + 1 WHERE id = (SELECT line_id FROM products WHERE id = NEW.product_id); RETURN NULL; END $$;
CREATE OR REPLACE TRIGGER raised_questions_revise_line AFTER UPDATE OF state, same_as ON raised_questions FOR EACH ROW
WHEN (OLD.state = 'answered' OR NEW.state = 'answered') EXECUTE FUNCTION revise_line_of_raised();
-- What was handed in stays as it came.
CREATE OR REPLACE TRIGGER files_no_delete BEFORE DELETE ON files FOR EACH ROW EXECUTE FUNCTION refuse('files: rows are only added');
CREATE OR REPLACE TRIGGER pictures_no_update BEFORE UPDATE ON pictures FOR EACH ROW EXECUTE FUNCTION refuse('pictures: rows are only added');
CREATE OR REPLACE TRIGGER pictures_no_delete BEFORE DELETE ON pictures FOR EACH ROW EXECUTE FUNCTION refuse('pictures: rows are only added');
CREATE OR REPLACE TRIGGER kit_entries_no_delete BEFORE DELETE ON kit_entries FOR EACH ROW EXECUTE FUNCTION refuse('kit_entries: what is removed stays');
-- What came of a file is only added, and what was handed in stays; only what is to be done with it, and when it was, may be noted.
CREATE OR REPLACE TRIGGER batches_no_delete BEFORE DELETE ON batches FOR EACH ROW EXECUTE FUNCTION refuse('batches: what was handed in stays');
CREATE OR REPLACE TRIGGER batches_stay BEFORE UPDATE ON batches FOR EACH ROW
WHEN (OLD.bytes IS DISTINCT FROM NEW.bytes OR OLD.added_ms IS DISTINCT FROM NEW.added_ms
  OR (OLD.taken_ms IS NOT NULL AND (OLD.taken_ms IS DISTINCT FROM NEW.taken_ms OR OLD.plan IS DISTINCT FROM NEW.plan))
  OR (OLD.undone_ms IS NOT NULL AND OLD.undone_ms IS DISTINCT FROM NEW.undone_ms)) EXECUTE FUNCTION refuse('batches: what was taken in stays');
CREATE OR REPLACE TRIGGER batch_questions_no_update BEFORE UPDATE ON batch_questions FOR EACH ROW EXECUTE FUNCTION refuse('batch_questions: rows are only added');
CREATE OR REPLACE TRIGGER batch_questions_no_delete BEFORE DELETE ON batch_questions FOR EACH ROW EXECUTE FUNCTION refuse('batch_questions: rows are only added');
-- A client that was revoked stays so, and what it was given stays.
CREATE OR REPLACE TRIGGER clients_stay BEFORE UPDATE ON clients FOR EACH ROW
WHEN (OLD.revoked_ms IS NOT NULL AND OLD.revoked_ms IS DISTINCT FROM NEW.revoked_ms OR OLD.scopes <> NEW.scopes OR OLD.lines <> NEW.lines
  OR OLD.departments <> NEW.departments OR OLD.author_id IS DISTINCT FROM NEW.author_id) EXECUTE FUNCTION refuse('what a client was given stays');
CREATE OR REPLACE TRIGGER clients_no_delete BEFORE DELETE ON clients FOR EACH ROW EXECUTE FUNCTION refuse('clients: rows stay');
CREATE OR REPLACE TRIGGER corrections_no_update BEFORE UPDATE ON corrections FOR EACH ROW EXECUTE FUNCTION refuse('corrections: rows are only added');
CREATE OR REPLACE TRIGGER corrections_no_delete BEFORE DELETE ON corrections FOR EACH ROW EXECUTE FUNCTION refuse('corrections: rows are only added');
CREATE OR REPLACE TRIGGER contest_answers_no_delete BEFORE DELETE ON contest_answers FOR EACH ROW EXECUTE FUNCTION refuse('contest_answers: rows are only added');
CREATE OR REPLACE TRIGGER reviews_no_update BEFORE UPDATE ON reviews FOR EACH ROW EXECUTE FUNCTION refuse('reviews: rows are only added');
CREATE OR REPLACE TRIGGER review_undos_no_update BEFORE UPDATE ON review_undos FOR EACH ROW EXECUTE FUNCTION refuse('review_undos: rows are only added');
CREATE OR REPLACE TRIGGER forecasts_no_update BEFORE UPDATE ON forecasts FOR EACH ROW EXECUTE FUNCTION refuse('forecasts: rows are only added');
CREATE OR REPLACE TRIGGER forecasts_no_delete BEFORE DELETE ON forecasts FOR EACH ROW EXECUTE FUNCTION refuse('forecasts: rows are only added');
-- A certificate keeps its place among what holds no more: nobody else's is ever read there. Its link may change.
CREATE OR REPLACE TRIGGER credentials_no_delete BEFORE DELETE ON credentials FOR EACH ROW EXECUTE FUNCTION refuse('credentials: a place is kept');
CREATE OR REPLACE TRIGGER credentials_stay BEFORE UPDATE ON credentials FOR EACH ROW
WHEN (OLD.certificate_id <> NEW.certificate_id OR OLD.list <> NEW.list OR OLD.place <> NEW.place) EXECUTE FUNCTION refuse('credentials: a place is kept');
-- A narrow door: in the transaction that erases a person, which `erasures` says, what tells of them may be emptied, and nothing else of those rows
-- changes; in one that `prunings` says, what was kept long enough may go. Told are what is said, how it is found whose row it is, and what may become
-- what.
CREATE OR REPLACE FUNCTION refuse_unless_erasing() RETURNS trigger LANGUAGE plpgsql AS
$$ DECLARE who TEXT; becomes TEXT; BEGIN
  EXECUTE 'SELECT ' || TG_ARGV[1] INTO who USING OLD;
  EXECUTE format('SELECT ($1).%I', TG_ARGV[2]) INTO becomes USING NEW;
  IF becomes IS DISTINCT FROM TG_ARGV[3] OR NOT EXISTS (SELECT 1 FROM erasures WHERE door = 'open' AND person_id = who) THEN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION refuse_unless_pruning() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM prunings WHERE door = 'open') THEN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'check_violation'; END IF;
  RETURN OLD;
END $$;
CREATE OR REPLACE TRIGGER voids_no_update BEFORE UPDATE OF attempt_id, voided_by, voided_ms ON voids FOR EACH ROW EXECUTE FUNCTION refuse('voids: rows are only added');
CREATE OR REPLACE TRIGGER voids_reason_stays BEFORE UPDATE OF reason ON voids FOR EACH ROW EXECUTE FUNCTION refuse_unless_erasing('voids: rows are only added', '(SELECT person_id FROM attempts WHERE id = ($1).attempt_id)', 'reason', '');
CREATE OR REPLACE TRIGGER grants_no_update BEFORE UPDATE OF id, person_id, certification_id, granted_by, granted_ms ON grants FOR EACH ROW EXECUTE FUNCTION refuse('grants: rows are only added');
CREATE OR REPLACE TRIGGER grants_reason_stays BEFORE UPDATE OF reason ON grants FOR EACH ROW EXECUTE FUNCTION refuse_unless_erasing('grants: rows are only added', '($1).person_id', 'reason', '');
CREATE OR REPLACE TRIGGER waivers_no_update BEFORE UPDATE OF id, person_id, product_id, granted_by, granted_ms, until_ms ON waivers FOR EACH ROW EXECUTE FUNCTION refuse('waivers: rows are only added');
CREATE OR REPLACE TRIGGER waivers_reason_stays BEFORE UPDATE OF reason ON waivers FOR EACH ROW EXECUTE FUNCTION refuse_unless_erasing('waivers: rows are only added', '($1).person_id', 'reason', '');
CREATE OR REPLACE TRIGGER revocations_no_update BEFORE UPDATE OF certificate_id, revoked_by, revoked_ms ON revocations FOR EACH ROW EXECUTE FUNCTION refuse('revocations: rows are only added');
CREATE OR REPLACE TRIGGER revocations_reason_stays BEFORE UPDATE OF reason ON revocations FOR EACH ROW EXECUTE FUNCTION refuse_unless_erasing('revocations: rows are only added', '(SELECT person_id FROM certificates WHERE id = ($1).certificate_id)', 'reason', '');
CREATE OR REPLACE TRIGGER appeals_no_update BEFORE UPDATE OF id, attempt_id, number, person_id, filed_ms, due_ms ON appeals FOR EACH ROW EXECUTE FUNCTION refuse('appeals: rows are only added');
CREATE OR REPLACE TRIGGER appeals_words_stay BEFORE UPDATE OF words ON appeals FOR EACH ROW EXECUTE FUNCTION refuse_unless_erasing('appeals: rows are only added', '($1).person_id', 'words', '');
CREATE OR REPLACE TRIGGER appeal_ends_no_update BEFORE UPDATE OF appeal_id, verdict, remedy, ended_by, ended_ms ON appeal_ends FOR EACH ROW EXECUTE FUNCTION refuse('appeal_ends: rows are only added');
CREATE OR REPLACE TRIGGER appeal_ends_reason_stays BEFORE UPDATE OF reason ON appeal_ends FOR EACH ROW EXECUTE FUNCTION refuse_unless_erasing('appeal_ends: rows are only added', '(SELECT person_id FROM appeals WHERE id = ($1).appeal_id)', 'reason', '');
CREATE OR REPLACE TRIGGER answers_no_update BEFORE UPDATE OF attempt_id, position, revision, saved_ms ON answers FOR EACH ROW EXECUTE FUNCTION refuse('answers: rows are only added');
CREATE OR REPLACE TRIGGER answers_stay BEFORE UPDATE OF answer ON answers FOR EACH ROW EXECUTE FUNCTION refuse_unless_erasing('answers: rows are only added', '(SELECT person_id FROM attempts WHERE id = ($1).attempt_id)', 'answer', '{"text":""}');
CREATE OR REPLACE TRIGGER answers_no_delete BEFORE DELETE ON answers FOR EACH ROW EXECUTE FUNCTION refuse_unless_pruning('answers: rows are only added');
CREATE OR REPLACE TRIGGER files_no_update BEFORE UPDATE OF id, media_type, size, sha256, width, height, added_by, added_ms, bytes ON files FOR EACH ROW EXECUTE FUNCTION refuse('files: rows are only added');
CREATE OR REPLACE TRIGGER files_name_stays BEFORE UPDATE OF name ON files FOR EACH ROW EXECUTE FUNCTION refuse_unless_erasing('files: rows are only added', '($1).added_by', 'name', 'document.pdf');
CREATE OR REPLACE TRIGGER contest_answers_no_update BEFORE UPDATE OF contest_id, person_id, position, share, score, took_ms ON contest_answers FOR EACH ROW EXECUTE FUNCTION refuse('contest_answers: rows are only added');
CREATE OR REPLACE TRIGGER contest_answers_stay BEFORE UPDATE OF answer ON contest_answers FOR EACH ROW EXECUTE FUNCTION refuse_unless_erasing('contest_answers: rows are only added', '($1).person_id', 'answer', 'null');
CREATE OR REPLACE TRIGGER reviews_no_delete BEFORE DELETE ON reviews FOR EACH ROW EXECUTE FUNCTION refuse_unless_pruning('reviews: rows are only added');
CREATE OR REPLACE TRIGGER review_undos_no_delete BEFORE DELETE ON review_undos FOR EACH ROW EXECUTE FUNCTION refuse_unless_pruning('review_undos: rows are only added');
-- Who was forgotten stays so.
CREATE OR REPLACE TRIGGER erasures_stay BEFORE UPDATE ON erasures FOR EACH ROW
WHEN (OLD.person_id <> NEW.person_id OR OLD.withdrawn_ms IS NOT NULL OR OLD.done_ms IS NOT NULL AND (OLD.done_ms IS DISTINCT FROM NEW.done_ms
  OR OLD.called <> NEW.called OR NEW.withdrawn_ms IS NOT NULL)) EXECUTE FUNCTION refuse('erasures: what was decided stays');
CREATE OR REPLACE TRIGGER erasures_no_delete BEFORE DELETE ON erasures FOR EACH ROW EXECUTE FUNCTION refuse('erasures: rows stay');
CREATE OR REPLACE TRIGGER prunings_no_delete BEFORE DELETE ON prunings FOR EACH ROW EXECUTE FUNCTION refuse('prunings: rows stay');
