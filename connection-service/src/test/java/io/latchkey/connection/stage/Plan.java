package io.latchkey.connection.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How PostgreSQL carried out a statement, as {@code explain analyze} tells it. What it changed is rolled back. */
public final class Plan {
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-z]+)");

    private final List<JsonNode> nodes = new ArrayList<>();
    private final String text;

    private Plan(JsonNode root) {
        collect(root);
        this.text = root.toPrettyString();
    }

    private void collect(JsonNode node) {
        nodes.add(node);
        node.path("Plans").forEach(this::collect);
    }

    /** @param parameters names and values by turns; a collection becomes a list */
    static Plan of(Connection connection, String sql, Object... parameters) throws SQLException {
        var values = new HashMap<String, Object>();
        for (int i = 0; i < parameters.length; i += 2) {
            values.put((String) parameters[i], parameters[i + 1]);
        }
        var bound = new ArrayList<Object>();
        var text = PARAMETER.matcher(sql).replaceAll(parameter -> bind(values, parameter.group(1), bound));
        connection.setAutoCommit(false);
        try (var explain = connection.prepareStatement("explain (analyze, timing off, format json) " + text)) {
            return of(explain, bound);
        } finally {
            connection.rollback();
        }
    }

    private static String bind(Map<String, Object> values, String name, List<Object> bound) {
        var value = values.get(name);
        assertThat(value).as(name).isNotNull();
        var list = value instanceof Collection<?> many ? many : List.of(value);
        list.forEach(each -> bound.add(each instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : each));
        return Matcher.quoteReplacement(
                Stream.generate(() -> "?").limit(list.size()).collect(Collectors.joining(", ")));
    }

    private static Plan of(PreparedStatement explain, List<Object> bound) throws SQLException {
        for (int i = 0; i < bound.size(); i++) {
            explain.setObject(i + 1, bound.get(i));
        }
        try (var rows = explain.executeQuery()) {
            rows.next();
            return new Plan(
                    new ObjectMapper().readTree(rows.getString(1)).get(0).get("Plan"));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails unless the tables are read through {@code indexes} alone, and no more than {@code rows} of them. */
    public void reads(int rows, String... indexes) {
        assertThat(nodes.stream().map(node -> node.path("Node Type").asText()))
                .as(text)
                .doesNotContain("Seq Scan");
        assertThat(nodes.stream()
                        .map(node -> node.path("Index Name").asText(""))
                        .filter(name -> !name.isEmpty()))
                .as(text)
                .contains(indexes);
        assertThat(nodes.stream()
                        .filter(Plan::isScan)
                        .mapToDouble(Plan::rowsRead)
                        .sum())
                .as(text)
                .isLessThanOrEqualTo(rows);
    }

    private static boolean isScan(JsonNode node) {
        return node.path("Node Type").asText().contains("Index") || node.has("Relation Name");
    }

    private static double rowsRead(JsonNode node) {
        double each = node.path("Actual Rows").asDouble()
                + node.path("Rows Removed by Filter").asDouble()
                + node.path("Rows Removed by Index Recheck").asDouble();
        return each * node.path("Actual Loops").asDouble(1);
    }
}
