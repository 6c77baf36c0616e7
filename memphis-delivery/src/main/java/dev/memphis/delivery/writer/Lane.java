package dev.memphis.delivery.writer;

/** The events of one ordering unit, in source order: at most one request of a lane is under way. Confined to the loop. */
final class Lane {
    private final String station;
    private int[] waiting = new int[2];
    private int head;
    private int tail;
    private int underWay;

    Lane(String station) {
        this.station = station;
    }

    String station() {
        return station;
    }

    void add(int event) {
        if (tail == waiting.length) {
            waiting = java.util.Arrays.copyOf(waiting, tail * 2);
        }
        waiting[tail++] = event;
    }

    boolean isEmpty() {
        return head == tail;
    }

    /** Returns the event whose turn it is. */
    int peek() {
        return waiting[head];
    }

    void take() {
        head++;
        underWay++;
    }

    /** Puts an event that was taken behind it: returns whether the lane is free for its next request. */
    boolean done() {
        return --underWay == 0;
    }
}
