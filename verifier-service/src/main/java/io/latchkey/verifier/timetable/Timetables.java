package io.latchkey.verifier.timetable;

import io.latchkey.verifier.notice.NoticeSettings;
import io.latchkey.verifier.notice.Notices;
import io.latchkey.verifier.suspicion.SuspicionSettings;
import io.latchkey.verifier.suspicion.Suspicions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Creates the timetable from the settings. */
@ApplicationScoped
class Timetables {
    @Produces
    @Singleton
    Timetable timetable(CheckSettings checks, NoticeSettings notices, SuspicionSettings suspicion) {
        return new Timetable(
                new NextCheck(checks.interval(), checks.backoff()),
                new Notices(notices.leads()),
                new Suspicions(suspicion.again(), suspicion.period(), suspicion.incidentLimit()));
    }
}
