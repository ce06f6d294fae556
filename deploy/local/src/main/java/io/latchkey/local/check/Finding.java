package io.latchkey.local.check;

/**
 * Result of one check.
 *
 * @param subject what was checked
 * @param text the result, what is missing and the remedy, or why it could not be checked; never a secret
 */
public record Finding(Result result, String subject, String text) {
    public enum Result {
        OK("ok"),
        MISSING("MISSING"),
        NOT_CHECKED("not checked");

        private final String word;

        Result(String word) {
            this.word = word;
        }
    }

    static Finding ok(String subject, String text) {
        return new Finding(Result.OK, subject, text);
    }

    static Finding missing(String subject, String text) {
        return new Finding(Result.MISSING, subject, text);
    }

    static Finding notChecked(String subject, String text) {
        return new Finding(Result.NOT_CHECKED, subject, text);
    }

    public boolean isOk() {
        return result == Result.OK;
    }

    @Override
    public String toString() {
        return "%-12s%s: %s".formatted(result.word, subject, text);
    }
}
