package dev.memphis.delivery.fidelity;

import java.util.Arrays;

/**
 * The names of a document's objects, as hashes over the object's number and the name. An open-addressing table that is
 * emptied by counting up its generation. Two names of one hash count as one: that is wrong once in 2^64.
 */
final class NameSet {
    /** A document with more names is not looked at further; it is so large that a batch would gain nothing. */
    static final int MOST = 16_384;

    // FNV-1a for 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/
    private static final long PRIME = 0x100000001b3L;
    // 2^64 divided by the golden ratio: spreads neighbours.
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private long[] hashes = new long[512];
    private int[] generations = new int[512];
    private int generation;
    private int size;

    /** Returns the hash of an object's empty name, far from those of its neighbours. */
    static long seed(int object) {
        return object * SPREAD;
    }

    static long mix(long hash, byte next) {
        return (hash ^ (next & 0xff)) * PRIME;
    }

    void clear() {
        size = 0;
        if (++generation == 0) {
            Arrays.fill(generations, 0);
            generation = 1;
        }
    }

    /** Adds a name; returns false if it was there already, or if there is no room. */
    boolean add(long hash) {
        if (2 * size >= hashes.length && !grow()) {
            return false;
        }
        return insert(hash);
    }

    private boolean insert(long hash) {
        int mask = hashes.length - 1;
        int slot = (int) ((hash * SPREAD) >>> 40) & mask;
        while (generations[slot] == generation) {
            if (hashes[slot] == hash) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        hashes[slot] = hash;
        generations[slot] = generation;
        size++;
        return true;
    }

    private boolean grow() {
        if (size >= MOST) {
            return false;
        }
        long[] oldHashes = hashes;
        int[] oldGenerations = generations;
        hashes = new long[2 * oldHashes.length];
        generations = new int[hashes.length];
        size = 0;
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldGenerations[i] == generation) {
                insert(oldHashes[i]);
            }
        }
        return true;
    }
}
