package dev.memphis.emulator.broker;

import java.util.AbstractList;
import java.util.List;

/**
 * Messages numbered in order of arrival, dropped only from the oldest on: a ring that grows. Any of them is reached at
 * once by its number. Confined to the emulator's loop.
 */
final class MessageLog {
    private static final int SMALLEST = 16;

    private Message[] ring = new Message[SMALLEST];
    private long first = 1;
    private int size;
    private long bytes;

    /** @param first the number of the first message that will be added */
    void startAt(long first) {
        if (size > 0) {
            throw new IllegalStateException("there are messages");
        }
        this.first = first;
    }

    /** Adds a message and returns its number. */
    long add(Message message) {
        if (size == ring.length) {
            grow();
        }
        ring[slot(first + size)] = message;
        bytes += message.size();
        return first + size++;
    }

    private void grow() {
        Message[] larger = new Message[2 * ring.length];
        for (long number = first; number < first + size; number++) {
            larger[(int) (number & (larger.length - 1))] = ring[slot(number)];
        }
        ring = larger;
    }

    /** The ring's length is a power of two. */
    private int slot(long number) {
        return (int) (number & (ring.length - 1));
    }

    Message oldest() {
        return ring[slot(first)];
    }

    void dropOldest() {
        bytes -= oldest().size();
        ring[slot(first)] = null;
        first++;
        size--;
    }

    /** The number of the oldest message that is held, or would be. */
    long first() {
        return first;
    }

    /** The number of the newest message; one less than {@link #first} if none is held. */
    long last() {
        return first + size - 1;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    long bytes() {
        return bytes;
    }

    Message get(long number) {
        return ring[slot(number)];
    }

    /** Returns a copy of the messages from a number on, at most so many. */
    List<Message> from(long number, long most) {
        long start = Math.max(number, first);
        int count = (int) Math.clamp(first + size - start, 0, Math.max(0, most));
        return List.copyOf(new AbstractList<Message>() {
            @Override
            public Message get(int index) {
                return MessageLog.this.get(start + index);
            }

            @Override
            public int size() {
                return count;
            }
        });
    }
}
