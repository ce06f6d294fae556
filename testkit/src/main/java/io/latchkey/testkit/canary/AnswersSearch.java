package io.latchkey.testkit.canary;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads along what REST Assured is answered. */
final class AnswersSearch implements Filter {
    /** The one answer that is meant to carry a secret. */
    private static final String CREDENTIALS = "/v1/credentials/";

    private final List<Leak> leaks = new CopyOnWriteArrayList<>();

    List<Leak> leaks() {
        return leaks;
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        var response = context.next(request, expected);
        if (response.statusCode() != 200 || !request.getDerivedPath().startsWith(CREDENTIALS)) {
            var text = response.getHeaders() + "\n" + response.asString();
            Leak.in(text, "answer to " + request.getMethod() + " " + request.getDerivedPath())
                    .ifPresent(leaks::add);
        }
        return response;
    }
}
