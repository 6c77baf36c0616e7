package dev.memphis.delivery.writer;

import dev.memphis.delivery.event.Event;
import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.protocol.Produce;
import dev.memphis.delivery.protocol.Produce.Form;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes out in one request: an event alone, or several in a batch. Immutable.
 *
 * @param letter whether it takes its event to the dead letter station
 * @param failures how often it was sent in vain
 * @param rest the second half of a batch that was split: sent when this is through, so that lanes keep their order; or null
 */
record ProduceRequest(
        String station,
        List<Item> items,
        Form form,
        String contentType,
        List<EventHeader> headers,
        long bytes,
        boolean letter,
        int failures,
        @Nullable ProduceRequest rest) {

    /** Makes a request for an event alone. */
    static ProduceRequest single(Item item) {
        return of(List.of(item), Form.SINGLE, item.event(), null);
    }

    /** Makes a request for events of one station that have equal headers. */
    static ProduceRequest batch(List<Item> items) {
        // An event that stands alone goes byte for byte: the batch route might be what it cannot take.
        Form form = items.size() == 1 ? Form.SINGLE : Form.BATCH;
        return of(List.copyOf(items), form, items.getFirst().event(), null);
    }

    private static ProduceRequest of(List<Item> items, Form form, Event first, @Nullable ProduceRequest rest) {
        long bytes = 0;
        for (Item item : items) {
            bytes += item.body().length;
        }
        return new ProduceRequest(
                first.station(), items, form, first.contentType(), first.headers(), bytes, false, 0, rest);
    }

    Produce produce(boolean firstUse) {
        List<byte[]> bodies = items.size() == 1
                ? List.of(items.getFirst().body())
                : items.stream().map(Item::body).toList();
        return new Produce(station, bodies, form, contentType, headers, firstUse);
    }

    /** Returns the first half, with the second half and what waited behind this as its rest. */
    ProduceRequest halves() {
        int middle = items.size() / 2;
        ProduceRequest second = part(items.subList(middle, items.size()), rest);
        return part(items.subList(0, middle), second);
    }

    private ProduceRequest part(List<Item> some, @Nullable ProduceRequest behind) {
        Form partForm = some.size() == 1 ? Form.SINGLE : form;
        return of(List.copyOf(some), partForm, some.getFirst().event(), behind);
    }

    /** Returns the same once more, after a failure. */
    ProduceRequest again() {
        return new ProduceRequest(station, items, form, contentType, headers, bytes, letter, failures + 1, rest);
    }

    /** Returns a request that takes the one event to the dead letter station. */
    ProduceRequest letter(String deadLetterStation, List<EventHeader> why) {
        return new ProduceRequest(
                deadLetterStation, items, Form.SINGLE, "text/plain", why, bytes, true, failures, rest);
    }
}
