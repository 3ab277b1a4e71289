/* A document with a value of every kind for the example shape, as several tests read it. */
#ifndef TESTS_BASE_EXAMPLE_FULL_H
#define TESTS_BASE_EXAMPLE_FULL_H

#define EXAMPLE_FULL                                                                      \
    "{\"run_id\": \"RUN-1\", \"name\": \"full\", \"remark\": \"all kinds\", \"temp_c\": " \
    "950.5,\n"                                                                            \
    " \"time_min\": 12, \"wafers\": 150, \"dry_run\": true, \"within\": false,\n"         \
    " \"dopant\": \"P\", \"plane\": 111, \"surface_conc_cm3\": \"solubility\",\n"         \
    " \"ambient\": {\"name\": \"o2\", \"flow_slm\": 5}, \"zones_c\": [940, 950, 960],\n"  \
    " \"layers\": [{\"thickness_nm\": 25},\n"                                             \
    "            {\"thickness_nm\": 1.5, \"material\": \"nitride\"}],\n"                  \
    " \"tags\": \"alone\",\n"                                                             \
    " \"steps\": [{\"type\": \"soak\", \"time_min\": 5},\n"                               \
    "           {\"to_temp_c\": 1100, \"type\": \"slope\"}],\n"                           \
    " \"last\": {\"type\": \"ramp\", \"to_temp_c\": 600, \"rate_c_per_min\": -3},\n"      \
    " \"dose_cm2\": {\"As\": 1e15, \"boron\": 2e14},\n"                                   \
    " \"targets\": {\"xj\": {\"lower\": 280, \"upper\": 320}},\n"                         \
    " \"depths_nm\": {\"boron\": [300, 410.5], \"phosphorus\": []}}"

#endif
