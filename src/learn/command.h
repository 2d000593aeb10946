/* What hearsay-train can train: each command is a file and a line in main.c. */
#ifndef HS_LEARN_COMMAND_H
#define HS_LEARN_COMMAND_H

/* Arguments behind the command's name; returns the exit status. */
int hs_train_net(int argc, char **argv);
int hs_train_segmenter(int argc, char **argv);
int hs_train_pack(int argc, char **argv); /* the parts' files into one model file */
int hs_train_pages(int argc, char **argv);
int hs_train_attributions(int argc, char **argv);

#endif
