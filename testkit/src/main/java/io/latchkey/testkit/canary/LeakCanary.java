package io.latchkey.testkit.canary;

import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test if a secret of {@link Marks} appears in a log record, in an HTTP response that REST Assured received
 * (except the credential response), in an event on any topic, or in any table of the database.
 *
 * <pre>
 * &#64;QuarkusTest
 * &#64;WithRealServers(database = "latchkey_broker")
 * &#64;ExtendWith(LeakCanary.class)
 * </pre>
 *
 * If Kafka or PostgreSQL is down when a test ends, it is searched after the next test.
 */
public final class LeakCanary implements BeforeEachCallback, AfterEachCallback {
    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(LeakCanary.class);

    private final TopicsSearch topics = new TopicsSearch();
    private final TablesSearch tables = new TablesSearch();

    @Override
    public void beforeEach(ExtensionContext context) {
        var log = new LogSearch();
        var answers = new AnswersSearch();
        log.begin();
        RestAssured.filters(answers);
        context.getStore(SPACE).put(LogSearch.class, log);
        context.getStore(SPACE).put(AnswersSearch.class, answers);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var log = begun(context, LogSearch.class);
        var answers = begun(context, AnswersSearch.class);
        log.end();
        RestAssured.replaceFiltersWith(withoutOurs());
        var leaks = new ArrayList<Leak>();
        leaks.addAll(log.leaks());
        leaks.addAll(answers.leaks());
        leaks.addAll(topics.leaks());
        leaks.addAll(tables.leaks());
        if (!leaks.isEmpty()) {
            throw new AssertionError("secrets leaked:\n" + String.join("\n", describe(leaks)));
        }
    }

    private static <T> T begun(ExtensionContext context, Class<T> search) {
        return Objects.requireNonNull(context.getStore(SPACE).get(search, search));
    }

    private static List<Filter> withoutOurs() {
        return RestAssured.filters().stream()
                .filter(filter -> !(filter instanceof AnswersSearch))
                .toList();
    }

    private static List<String> describe(List<Leak> leaks) {
        return leaks.stream().map(Leak::toString).distinct().toList();
    }
}
