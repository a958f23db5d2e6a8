"""Medical insurance (医保): premium subsidy and medical assistance."""
