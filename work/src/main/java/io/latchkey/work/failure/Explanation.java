package io.latchkey.work.failure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The explanation for the caller.
 *
 * @param type stable name of the problem in kebab case, for programs
 * @param title the type in words; the same for each occurrence
 * @param detail what is wrong in this occurrence
 * @param members further members by name, for example {@link #FIELD} and {@link #REMEDY}
 */
public record Explanation(String type, String title, String detail, Map<String, Object> members) {
    /** Member: the field, parameter or header at fault. */
    public static final String FIELD = "field";

    /** Member: what the caller can do next. */
    public static final String REMEDY = "remedy";

    public Explanation {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    static Explanation of(String type, String title, String detail) {
        return new Explanation(type, title, detail, Map.of());
    }

    Explanation with(String member, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Explanation(type, title, detail, more);
    }

    Explanation field(String field) {
        return with(FIELD, field);
    }

    Explanation remedy(String remedy) {
        return with(REMEDY, remedy);
    }
}
