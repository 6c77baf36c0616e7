package dev.memphis.delivery.writer;

import dev.memphis.delivery.event.EventHeader;
import dev.memphis.delivery.transport.Produce;
import dev.memphis.delivery.transport.Produce.Form;
import java.util.ArrayList;
import java.util.List;

/** What goes out in one request: an event alone, or several in a batch. Confined to the loop. */
final class Parcel {
    /** One event in a parcel: its place in the handled batch, its lane and its bytes. */
    static final class Item {
        private final int index;
        private final Lane lane;
        private final byte[] body;

        Item(int index, Lane lane, byte[] body) {
            this.index = index;
            this.lane = lane;
            this.body = body;
        }

        int index() {
            return index;
        }

        Lane lane() {
            return lane;
        }

        byte[] body() {
            return body;
        }
    }

    private final String station;
    private final List<Item> items;
    private final Form form;
    private final String contentType;
    private final List<EventHeader> headers;
    private final long bytes;
    /** The rest of a batch that was split: sent when this parcel is through, so that lanes keep their order. */
    private final Parcel rest;

    private long attempt;
    private long epoch;
    private long sentAt;
    private int inFlightWhenSent;

    Parcel(String station, List<Item> items, Form form, String contentType, List<EventHeader> headers, Parcel rest) {
        this.station = station;
        this.items = List.copyOf(items);
        this.form = form;
        this.contentType = contentType;
        this.headers = headers;
        this.rest = rest;
        long sum = 0;
        for (Item item : this.items) {
            sum += item.body().length;
        }
        this.bytes = sum;
    }

    String station() {
        return station;
    }

    List<Item> items() {
        return items;
    }

    Form form() {
        return form;
    }

    long bytes() {
        return bytes;
    }

    List<EventHeader> headers() {
        return headers;
    }

    Parcel rest() {
        return rest;
    }

    /** Returns the number of the attempt it was sent in: of requests that fail together, one counts. */
    long attempt() {
        return attempt;
    }

    /** Returns the number of the broker connection it was sent to. */
    long epoch() {
        return epoch;
    }

    long sentAt() {
        return sentAt;
    }

    int inFlightWhenSent() {
        return inFlightWhenSent;
    }

    void sent(long attempt, long epoch, long now, int inFlight) {
        this.attempt = attempt;
        this.epoch = epoch;
        this.sentAt = now;
        this.inFlightWhenSent = inFlight;
    }

    Produce request(boolean firstUse) {
        List<byte[]> bodies = items.size() == 1
                ? List.of(items.getFirst().body())
                : items.stream().map(Item::body).toList();
        return new Produce(station, bodies, form, contentType, headers, firstUse);
    }

    /** Returns the first half, with the second half and what waited behind this parcel as its rest. */
    Parcel halves() {
        int middle = items.size() / 2;
        Parcel second = part(items.subList(middle, items.size()), rest);
        return part(items.subList(0, middle), second);
    }

    private Parcel part(List<Item> some, Parcel behind) {
        // An event that stands alone goes byte for byte: the batch route might be what it cannot take.
        Form partForm = some.size() == 1 ? Form.SINGLE : form;
        return new Parcel(station, new ArrayList<>(some), partForm, contentType, headers, behind);
    }
}
