package vn.hoi.register;

/** Places in a row that keep their order and distances, each as near as can be to where it wants to be. */
final class Ordered {

    private Ordered() {}

    /**
     * The places whose squared distances from those wanted sum to the least (pool adjacent violators; Barlow et al.,
     * Statistical Inference under Order Restrictions, 1972).
     *
     * @param wanted where each wants to be
     * @param after how far each must at least stand after the first, rising
     */
    static double[] places(double[] wanted, double[] after) {
        int count = wanted.length;
        double[] sums = new double[count];
        int[] sizes = new int[count];
        int pools = 0;
        for (int index = 0; index < count; index++) {
            sums[pools] = wanted[index] - after[index];
            sizes[pools] = 1;
            pools++;
            while (pools > 1 && sums[pools - 2] / sizes[pools - 2] > sums[pools - 1] / sizes[pools - 1]) {
                pools--;
                sums[pools - 1] += sums[pools];
                sizes[pools - 1] += sizes[pools];
            }
        }
        double[] places = new double[count];
        int index = 0;
        for (int pool = 0; pool < pools; pool++) {
            for (int member = 0; member < sizes[pool]; member++, index++) {
                places[index] = sums[pool] / sizes[pool] + after[index];
            }
        }
        return places;
    }
}
