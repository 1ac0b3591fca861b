package vn.hoi.demonstration;

/** Numbers from texts that are the same in every run and version of Java. */
final class Seeds {

    private Seeds() {}

    /** FNV-1a over the UTF-16 units, then the finisher of SplitMix64 so that alike texts fall far apart. */
    static long of(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }
}
