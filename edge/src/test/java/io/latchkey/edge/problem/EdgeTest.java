package io.latchkey.edge.problem;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.latchkey.edge.caller.Callers;
import io.latchkey.edge.caller.Roles;
import io.latchkey.work.failure.NotFound;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.net.ConnectException;
import java.net.Socket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.hibernate.HibernateException;
import org.hibernate.exception.GenericJDBCException;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every refusal that the edge makes on its own is a problem that names the field and the remedy. */
@QuarkusTest
class EdgeTest {
    @Path("/things")
    public static class Things {
        record Thing(
                @NotNull @Size(max = 3, message = "is longer than {max} characters. Send a short name.")
                String name,

                int size,
                Part part,
                Even even,
                @NotNull List<@NotNull @Size(min = 1) String> tags) {
            Thing {
                tags = tags == null ? List.of() : tags;
            }
        }

        record Part(String name) {}

        record Even(int number) {
            Even {
                if (number % 2 != 0) {
                    throw new IllegalArgumentException("odd");
                }
            }
        }

        /** Nothing can read it. */
        interface Abstract {}

        private final Callers callers;

        Things(Callers callers) {
            this.callers = callers;
        }

        @POST
        @PermitAll
        public Thing echo(@Valid @NotNull Thing thing) {
            return thing;
        }

        @POST
        @Path("/undefined")
        @PermitAll
        public String undefined(Abstract thing) {
            return "read";
        }

        @GET
        @Path("/{id}")
        @PermitAll
        public String get(UUID id) {
            throw new NotFound("thing");
        }

        @GET
        @Path("/broken")
        @PermitAll
        public String broken() {
            throw new IllegalStateException("secret detail");
        }

        @GET
        @Path("/no-database")
        @PermitAll
        public String noDatabase() {
            throw new HibernateException("x", new ConnectException("refused"));
        }

        @GET
        @Path("/read-only-database")
        @PermitAll
        public Uni<String> readOnlyDatabase() {
            return Uni.createFrom()
                    .failure(new CompletionException(
                            new GenericJDBCException("x", new SQLException("cannot execute INSERT", "25006"))));
        }

        @GET
        @Path("/error")
        @PermitAll
        public String error() {
            throw new StackOverflowError("secret detail");
        }

        @GET
        @Path("/slow")
        @PermitAll
        public Uni<String> slow() {
            return Uni.createFrom().item("slow").onItem().delayIt().by(Duration.ofMillis(300));
        }

        @GET
        @Path("/large")
        @PermitAll
        public String large() {
            return "x".repeat(20_000_000);
        }

        @GET
        @Path("/mine")
        @RolesAllowed(Roles.CONNECTIONS_READ)
        public String mine() {
            return callers.current().tenant();
        }
    }

    @Path("/v1/things")
    public static class Listed {
        @GET
        @PermitAll
        public String list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
            return "listed";
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "{\"name\":\"abcd\"}; name",
                "{}; name",
                "{\"nome\":\"a\"}; nome",
                "{\"name\":\"a\",\"size\":\"big\"}; size",
                "{\"name\":\"a\",\"size\":1,\"name\":\"a\"}; name",
                "{\"name\":7}; name",
                "{\"name\":\"a\",\"tags\":[7]}; tags[0]",
                "{\"name\":1.5}; name",
                "{\"name\":true}; name",
                "{\"size\":1,\"size\":2,\"name\":\"a\"}; size",
                "{\"name\":\"a\",\"part\":{\"name\":\"b\",\"name\":\"b\"}}; part.name",
                "{\"name\":\"a\",\"part\":{\"name\":}}; body",
                "{\"name\":\"a\",\"even\":3}; even",
                "{\"name\":; body",
                "[]; body",
                "null; body",
                "~~; body",
            },
            delimiter = ';')
    void aBadBodyNamesTheField(String body, String field) {
        given().contentType(ContentType.JSON)
                .body(body == null ? "" : body)
                .post("/things")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:latchkey:problem:invalid-request"))
                .body("field", equalTo(field))
                .body("instance", equalTo("/things"))
                .body("remedy", notNullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | name | name is missing. | Send a value.",
                "{\"name\":\"abcd\"} | name | name is longer than 3 characters. | Send a short name.",
                "{\"name\":\"a\",\"tags\":[\"t\",null]} | tags[1] | tags[1] is missing. | Send a value.",
                "{\"name\":\"abcd\",\"tags\":[null]} | name | name is longer than 3 characters; tags[0] is missing. |"
                        + " name: Send a short name. tags[0]: Send a value.",
                "null | body | body is missing. | Send a value.",
            })
    void aViolatedConstraintSaysWhatIsExpectedAndTheRemedy(String body, String field, String detail, String remedy) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/things")
                .then()
                .statusCode(400)
                .body("field", equalTo(field))
                .body("detail", equalTo(detail))
                .body("remedy", equalTo(remedy));
    }

    @ParameterizedTest
    @MethodSource
    void aBodyThatNoParserTakesIsABadRequest(byte[] body) {
        given().contentType("application/json")
                .body(body)
                .post("/things")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:latchkey:problem:invalid-request"))
                .body("field", notNullValue());
    }

    static Stream<byte[]> aBodyThatNoParserTakesIsABadRequest() {
        return Stream.concat(
                Stream.of(
                                "{\"size\":" + "1".repeat(2000) + "}",
                                "{\"name\":" + "[".repeat(2000),
                                "[".repeat(2000),
                                "{\"" + "n".repeat(60_000) + "\":1}")
                        .map(text -> text.getBytes(US_ASCII)),
                Stream.of(
                        new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
                        new byte[] {0, 0, 0, '{', 0, 0x11, 0, 0},
                        new byte[] {0, '{', 0}));
    }

    @Test
    void aBodyThatThisServiceCannotDefineIsAFaultOfItsOwn() {
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/things/undefined")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("type", containsString("internal-error"))
                .body("id", notNullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GET; /things/00000000-0000-0000-0000-000000000001; Accept; application/xml; 406",
                "GET; /things/slow; Accept; rubbish; 406",
                "POST; /things; Content-Type; text/plain; 415",
                "POST; /things; Content-Type; rubbish; 400",
                "DELETE; /things; Accept; */*; 405",
                "GET; /nowhere; Accept; */*; 404",
                "GET; /things/broken; Accept; */*; 500",
            })
    void noRefusalSpeaksOfTheFramework(String method, String path, String header, String value, int status) {
        var request = given().header(header, value);
        var answer = (method.equals("POST") ? request.body("x".getBytes(US_ASCII)) : request)
                .request(method, path)
                .then()
                .statusCode(status)
                .body("type", notNullValue())
                .body("remedy", notNullValue())
                .body("instance", equalTo(path))
                .extract();
        assertThat(answer.path("detail").toString())
                .doesNotContainPattern("(?i)MessageBody|@|RESTEASY|HTTP [0-9]|resource");
    }

    @Test
    void anUnknownQueryParameterIsRefusedWithTheKnownOnes() {
        given().get("/v1/things?limt=3")
                .then()
                .statusCode(400)
                .body("instance", equalTo("/v1/things"))
                .body("field", equalTo("limt"))
                .body("remedy", equalTo("Known parameters: cursor, limit."));
        given().get("/v1/things?limit=3&cursor=x").then().statusCode(200);
        given().get("/v1/things?%3Cscript%3E=3").then().statusCode(400).body("field", equalTo("query"));
        given().get("/things/slow?state=of-a-provider").then().statusCode(200);
    }

    @Test
    void anotherMediaTypeIsRefused() {
        given().contentType(ContentType.XML)
                .body("<a/>")
                .post("/things")
                .then()
                .statusCode(415)
                .body("type", containsString("unsupported-media-type"));
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        given().contentType(ContentType.JSON)
                .body("{\"name\":\"" + "x".repeat(70_000) + "\"}")
                .post("/things")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("field", equalTo("body"))
                .body("instance", equalTo("/things"));
    }

    @Test
    void anIdThatIsNoUuidIsABadRequest() {
        given().get("/things/17")
                .then()
                .statusCode(400)
                .body("field", equalTo("id"))
                .body("instance", equalTo("/things/17"));
    }

    @Test
    void whatIsNotThereIsA404() {
        given().get("/things/" + new UUID(0, 1))
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", containsString("not-found"))
                .body("detail", equalTo("There is no such thing."))
                .body("remedy", equalTo("Check the id, and the tenant that the request acts for."))
                .body("instance", equalTo("/things/" + new UUID(0, 1)));
        given().get("/nowhere").then().statusCode(404).body("type", containsString("not-found"));
    }

    @Test
    void anUnknownMethodIsRefused() {
        given().delete("/things")
                .then()
                .statusCode(405)
                .header("Allow", "POST")
                .body("type", containsString("method-not-allowed"));
        given().delete("/things/slow").then().statusCode(405).header("Allow", "GET, HEAD");
        given().post("/things/" + new UUID(0, 1)).then().statusCode(405).header("Allow", "GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken", "error"})
    void anUnforeseenFailureSaysNothingOfItselfButAnId(String shape) {
        given().get("/things/" + shape)
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("type", containsString("internal-error"))
                .body("detail", equalTo("Latchkey failed to process this request."))
                .body("id", matchesPattern("[0-9a-f-]{36}"))
                .body(not(containsString("secret")));
    }

    @Test
    void anUnforeseenFailureIsLoggedWithItsIdAndTheCorrelationIdOfTheRequest() {
        var lines = new CopyOnWriteArrayList<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(ExtLogRecord.wrap(line).getFormattedMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("").addHandler(handler);
        try {
            var response = given().header("X-Request-Id", "edge-test.1")
                    .get("/things/broken")
                    .then()
                    .statusCode(500)
                    .header("X-Request-Id", "edge-test.1")
                    .extract();

            assertThat(lines).contains("request failed id=" + response.path("id") + " correlation=edge-test.1");
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
    }

    @Test
    void aCallerWhoHangsUpLeavesNoStackTrace() throws Exception {
        var traces = new CopyOnWriteArrayList<LogRecord>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getThrown() != null && line.getLevel().intValue() > Level.FINE.intValue()) {
                    traces.add(line);
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("").addHandler(handler);
        try {
            for (String request : List.of(
                    "GET /things/slow HTTP/1.1\r\nHost: x\r\n\r\n",
                    "GET /things/large HTTP/1.1\r\nHost: x\r\n\r\n",
                    "POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{")) {
                hangUp(request, true);
                hangUp(request, false);
            }
            Thread.sleep(600);
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        assertThat(traces)
                .extracting(line -> line.getLoggerName() + " " + line.getMessage() + " " + line.getThrown())
                .isEmpty();
    }

    private static void hangUp(String request, boolean reset) throws Exception {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoLinger(reset, 0);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            Thread.sleep(100);
            if (request.contains("large")) {
                socket.getInputStream().read();
            }
        }
    }

    @Test
    void aReadOnlyDatabaseAsksForAnotherTryInWhateverWrapperItSaysSo() {
        given().get("/things/read-only-database")
                .then()
                .statusCode(503)
                .header("Retry-After", "5")
                .body("type", containsString("database-unavailable"));
    }

    @Test
    void aDatabaseThatIsAwayAsksForAnotherTry() {
        given().get("/things/no-database")
                .then()
                .statusCode(503)
                .header("Retry-After", "5")
                .body("type", containsString("database-unavailable"));
    }

    @Test
    void nobodyIsA401() {
        var refused = given().get("/things/mine")
                .then()
                .statusCode(401)
                .body("type", containsString("unauthenticated"))
                .body("instance", equalTo("/things/mine"));
        assertThat(refused.extract().headers().getValues("WWW-Authenticate")).containsExactly("Bearer");
    }

    @Test
    @TestSecurity(user = "ada", roles = "other")
    void theWrongRoleIsA403() {
        given().get("/things/mine")
                .then()
                .statusCode(403)
                .body("type", containsString("forbidden"))
                .body("detail", equalTo("The token lacks the role that this call takes: connections:read."));
    }
}
