package dev.memphis.delivery.reading;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name a misspelt one was probably meant to be. */
final class NearestName {
    private static final int LONGEST = 200;

    private NearestName() {}

    /**
     * Returns the nearest known name, if it differs in no more than a third of its own part's letters.
     *
     * @param prefix what every known name starts with
     */
    static Optional<String> of(String misspelt, Collection<String> known, String prefix) {
        if (misspelt.length() > LONGEST) {
            return Optional.empty();
        }
        String letters = letters(misspelt);
        return known.stream()
                .min(Comparator.comparingInt((String name) -> distance(letters, letters(name)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(letters, letters(name)) <= tolerance(name, prefix));
    }

    private static int tolerance(String name, String prefix) {
        return Math.max(1, (letters(name).length() - letters(prefix).length()) / 3);
    }

    /** Case, dots, dashes and underscores do not count: maxInFlight is near to max.in.flight. */
    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
    }

    /** The optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, cost, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int[][] cost, int i, int j) {
        int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
