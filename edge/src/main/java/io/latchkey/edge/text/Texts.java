package io.latchkey.edge.text;

import io.latchkey.edge.problem.Problem;

/** Rules for text that people type and others will read. */
public final class Texts {
    private Texts() {}

    /** The name without surrounding blanks; a 400 problem if it is empty, too long or has control characters. */
    public static String requireName(String field, String value, int maxLength) {
        var name = value.strip();
        if (name.isEmpty()) {
            throw Problem.invalid(field, "The name is empty.", "Send at least one visible character.");
        }
        if (name.codePointCount(0, name.length()) > maxLength) {
            throw Problem.invalid(field, "The name is longer than " + maxLength + " characters.", "Shorten the name.");
        }
        if (name.codePoints().anyMatch(Texts::invisible)) {
            throw Problem.invalid(
                    field,
                    "The name contains control characters.",
                    "Use only letters, digits, spaces and punctuation.");
        }
        return name;
    }

    /** Control and formatting characters (bidirectional overrides among them), lone surrogates, private use. */
    private static boolean invisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            case Character.FORMAT -> codePoint != 0x200D && codePoint != 0x200C;
            default -> false;
        };
    }
}
