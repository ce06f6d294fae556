package io.latchkey.broker.provider.search;

import io.latchkey.edge.page.OpaqueText;
import java.util.Comparator;

/**
 * The place of a provider in the result of a search. It is comparable with the places in another version of the
 * catalog, so that a page follows the one before also after a reload.
 *
 * @param rank how well the provider matches; 0 is best
 * @param name the words of its name
 */
record Place(int rank, String name, String id) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::rank).thenComparing(Place::name).thenComparing(Place::id);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    String encode() {
        return OpaqueText.of(rank + " " + id + " " + name);
    }

    static Place decode(String cursor) {
        return OpaqueText.read(cursor, text -> {
            var parts = text.split(" ", 3);
            return new Place(Integer.parseInt(parts[0]), parts[2], parts[1]);
        });
    }
}
